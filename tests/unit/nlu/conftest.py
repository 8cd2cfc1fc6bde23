"""What the tests of parts share: the parse, and what is learned from the hand-cut messages of the project."""

import hashlib
import json
from pathlib import Path

import pytest

from bot.nlu.components.language import parse_many, read_text
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.encoders import encoder_folder
from bot.nlu.parts.clauses import Cutter
from bot.nlu.parts.hand_cut import read_hand_cut
from bot.nlu.parts.named_features import NamedFeatures
from bot.nlu.parts.roles import RoleReader
from bot.nlu.parts.teaching import teach

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "data" / "meaning" / "roles.yml"


@pytest.fixture(scope="session")
def parse():
    """From a text to spaCy's doc of it."""
    return lambda text: read_text(text).doc


@pytest.fixture(scope="session")
def taught(request):
    """A cutter and a reader of roles; learned once for the same examples and code, in some seconds."""
    encode = SentenceEncoder(encoder_folder()).encode
    kept = request.config.cache.mkdir("taught") / f"{_fingerprint()}.json"
    if not kept.is_file():
        cutter, reader = teach(read_hand_cut(EXAMPLES), parse_many, encode)
        kept.write_text(json.dumps([cutter.model.as_json(), reader.model.as_json()]), encoding="utf-8")
    cuts, roles = map(NamedFeatures.from_json, json.loads(kept.read_text(encoding="utf-8")))
    return Cutter(cuts), RoleReader(roles, encode)


def _fingerprint():
    files = [EXAMPLES, *sorted((ROOT / "bot" / "nlu" / "parts").glob("*.*"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
