"""How order numbers are written where the settings of the pipeline say nothing else."""

# Where a pattern has a group "number", only that group is the number; the rest is what it follows.
DEFAULT_ORDER_PATTERNS = (
    # 12 to 20 digits: together, in groups of 3 or more, or one by one
    r"(?<![\w#])\#?\s?\d{12,20}(?!\w)",
    r"(?<![\w#])\#?\s?(?=\d(?:[ .\-]?\d){11,19}(?!\w|[ .\-]\d{3}))\d{3,17}(?:[ .\-]\d{3,17}){1,5}(?!\w)",
    r"(?<![\w#])\#?\d(?: \d){11,19}(?!\w| \d)",
    # '#' or letters, then 5 or more digits
    r"(?<!\w)(?:\#\s?[A-Z]{0,3}|[A-Z]{1,3})-?\d(?:[.\-]?\d){4,19}(?!\w)",
    # the same with spaces, where they cannot be read as two things
    r"(?<!\w)(?=\#\W?\w{0,3}\W?(?:\d ?){5})\#\s?[A-Z]{0,3}[ \-]?\d[\d\-]{1,19}(?: \d{3,8}){0,4}(?!\w)",
    r"(?<![\w'])(?=[A-Z](?: ?\d){7})[B-HJ-Z] ?\d{2,19}(?: \d{3,8}){0,4}(?!\w)",
    r"(?<!\w)(?-i:(?!IS|IT|MY|NO|NR|TO|OF|ON|AT|IN|BY|OR|ID|FOR|THE|AND|WAS|ARE|REF|TEL|FAX|ZIP)[A-Z]{2,3})"
    r" \d{6,19}(?!\w)",
    # a bare number of 5 to 11 digits right after a word for an order; "id" may be read as "i'd"
    r"\b(?:orders?|ordr|ord|purchase|parcel|package)\b\W{0,3}"
    r"(?:(?:no|nr|num|number|i'?d|ref|reference|code)\b\W{0,3})?(?:is\b\W{0,2})?(?P<number>\d{5,11})(?!\w)",
    r"\b(?:number|nr|no\.)\W{0,2}(?P<number>\d{5,11})(?!\w)",
)
