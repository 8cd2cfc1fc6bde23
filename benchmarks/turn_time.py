"""How long a turn takes over HTTP, and whether it grows with the conversation.

Start `BOT_MESSAGES_PER_MINUTE=100000 bot run`, then: python benchmarks/turn_time.py [--turns 300]
"""

import argparse
import statistics
import time
import uuid

import httpx

SAID = (
    "where is my lamp",
    "cancel it",
    "how long does a refund take?",
    "no, keep it",
    "asdf qwer",
    "show my orders",
)


def main() -> None:
    """Talk as one demo shopper and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    options = parser.parse_args()
    with httpx.Client(base_url=options.url, timeout=30) as client:
        token = client.post("/demo/token", json={"customer_id": "c-1"}).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        client.post("/chat/restart").raise_for_status()
        times = [turn(client, SAID[number % len(SAID)]) for number in range(options.turns)]
    print(f"turns 7 to 18     median {statistics.median(times[6:18]):6.1f} ms")
    print(f"the last 12       median {statistics.median(times[-12:]):6.1f} ms")
    print(
        f"all {options.turns:<5}         median {statistics.median(times):6.1f} ms, p95 {p95(times):6.1f} ms"
    )


def turn(client: httpx.Client, text: str) -> float:
    """Milliseconds from sending ``text`` to its answer."""
    began = time.perf_counter()
    answer = client.post("/chat/messages", json={"message": text, "client_id": str(uuid.uuid4())})
    answer.raise_for_status()
    return (time.perf_counter() - began) * 1000


def p95(times: list[float]) -> float:
    """The time that 95 of 100 turns stay below."""
    return sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    main()
