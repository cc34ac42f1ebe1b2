"""Notes what each side signed. With the last signature, and the equal texts complete, the text is in force."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.signing import lacking_texts, sides_on, standing_of, text_state
from chungtay.answers.versions import last_in_force
from chungtay.models import EqualText, Person, Post, Seat, Signature, Version
from chungtay.rules.messages import Message
from chungtay.rules.people import Act, Kind
from chungtay.rules.signing import Signing, check_equal_text, check_signing, is_last_signature

from ..documents import holds_just
from ..recorded import recorded
from ..sharing import share_with_seats
from ..versions import put_in_force
from .opinions import day_of, locked
from .papers import Given, Paper, kept
from .sides import refuse_unless_for, refuse_unless_for_a_side

TONGUES = {"vi": Message("Vietnamese"), "lo": Message("Lao"), "en": Message("English")}


def sign(
    version: Version, seat: Seat, *, signed_on: date, venue: str = "", signer: str, post: Post | None = None,
    by: Person, at: datetime,
) -> Signature:  # fmt: skip
    """Each side notes its own signature, in the words of the paper.

    The signer is a post of the side's body on that day, or, where the house knows no such post, as across a border,
    the post's title alone. Names and titles stay as they were, whatever becomes of body and post.
    """
    refuse_unless_for(seat, Act.SIGN, by, at)
    with recorded("sign", thing=version.agreement, by=by, at=at):
        version = locked(version)
        held = version.signatures.filter(seat=seat, noted_by=by, signed_on=signed_on).first()
        if held:
            return held  # pressed twice
        signer = signer.strip() or (post.title if post else "")
        given = signing_of(version, seat, signed_on, signer, post, timezone.localdate(at))
        check_signing(given)
        body = seat.holder_on(signed_on)
        assert body, "a side without a body was refused"
        signature = Signature.objects.create(
            version=version, seat=seat, organisation=body, body_name=body.name, signer=signer, post=post,
            signed_on=signed_on, venue=venue.strip(), noted_by=by, noted_at=at,
        )  # fmt: skip
        if is_last_signature(given.sides, seat.number):
            come_into_force(version, by=by, at=at)
    return signature


def signing_of(
    version: Version, seat: Seat, signed_on: date, signer: str, post: Post | None, today: date
) -> Signing:
    body, last = seat.holder_on(signed_on), last_in_force(version.agreement)
    return Signing(
        state=text_state(version, seat), sides=sides_on(version, signed_on), number=seat.number,
        signed_on=signed_on, today=today, proposed_on=day_of(version.proposed_at),
        follows_last=version.follows_id == (last.pk if last else None), signer=signer,
        has_post=holds_post(post, body.pk if body else None, signed_on) if post else None,
        lacking=[TONGUES[language] for language in lacking_texts(version)],
        standing=standing_of(version.agreement, today) if last else None,
    )  # fmt: skip


def holds_post(post: Post, body: object, day: date) -> bool:
    return post.organisation_id == body and Post.objects.live_on(day).filter(pk=post.pk).exists()


def come_into_force(version: Version, *, by: Person, at: datetime) -> None:
    """On the day of the last signature; from then on the sides read one another's results."""
    on = max(one.signed_on for one in version.signatures.all())
    put_in_force(version, on=on, by=by, at=at)
    share_with_seats(Kind.RESULTS, version.agreement_id, [version.agreement], state="signed", by=by, at=at)


def keep_equal_text(
    version: Version, language: str, *, document: Given, by: Person, at: datetime
) -> EqualText:
    """The signed text in one language. Any side keeps it; a new file takes the place of the one before."""
    side = refuse_unless_for_a_side(version.agreement, Act.SIGN, by, at)
    with recorded("keep_equal_text", thing=version.agreement, by=by, at=at, reason=language):
        version = locked(version)
        check_equal_text(
            state=text_state(version, None), language=language, languages=version.languages.split(),
            has_file=bool(document),
        )  # fmt: skip
        held: EqualText | None = version.texts.filter(language=language).select_related("document").first()
        if held and isinstance(document, Paper) and holds_just(held.document, *document.contents):
            return held  # pressed twice
        paper = kept(
            document, version.agreement, side.organisation, type="Văn bản đã ký", language=language, by=by, at=at
        )  # fmt: skip
        assert paper, "a text without its file was refused"
        text: EqualText = EqualText.objects.update_or_create(
            version=version, language=language, defaults={"document": paper}
        )[0]
        if version.document_id is None or language == version.languages.split()[0]:
            Version.objects.filter(pk=version.pk).update(document=paper)
    return text
