"""What a shopper can ask for, as the guidance knows it."""

from enum import Enum


class Ask(str, Enum):
    """One kind of question or wish; the first column of the guidance table."""

    CANCEL = "cancel"
    CHANGE = "change"
    SELLER_CANCELLED = "seller_cancelled"
    SELLER_REFUSED = "seller_refused"
    REFUND = "refund"
    REFUND_TIMING = "refund_timing"
    DISPUTE = "dispute"
    RETURN = "return"
    COUPON = "coupon"
    STATUS = "status"
    CANCELLATION_STATUS = "cancellation_status"
    PAYMENT = "payment"
    CONTACT_SELLER = "contact_seller"
    TERMS = "terms"
    CANCEL_REASON = "cancel_reason"
    CANCELLATION_POLICY = "cancellation_policy"
    ADVICE = "advice"
    FREE_RETURNS = "free_returns"


ASKS_WITHOUT_ORDER = frozenset(
    {
        Ask.REFUND_TIMING,
        Ask.TERMS,
        Ask.CANCEL_REASON,
        Ask.CANCELLATION_POLICY,
        Ask.ADVICE,
        Ask.FREE_RETURNS,
    }
)
