"""What the pages of keys say and what their scripts say: states, warnings, slips of the finger, steps of a ceremony."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...models import KeyWarning
from ...rules.keys import EnrolmentState

Words = dict[str, str | Promise]

STATES: dict[EnrolmentState, Promise] = {
    EnrolmentState.ASKED: pgettext_lazy("key", "Waits for the keeper of your side's keys to list it"),
    EnrolmentState.LISTED: pgettext_lazy("key", "Listed: notices are sealed to it"),
    EnrolmentState.LOST: pgettext_lazy("key", "Told lost; the next list takes it off"),
    EnrolmentState.ENDED: pgettext_lazy("key", "Taken off the list; it still opens what was sealed to it"),
    EnrolmentState.WITHDRAWN: pgettext_lazy("key", "Taken back"),
}

# What a warning means, and what to do.
KINDS: dict[str, tuple[Promise, Promise]] = {
    KeyWarning.Kind.UNSIGNED: (
        _("A key without the side's signature was refused"),
        _(
            "Somebody may have exchanged a key. Seal nothing to this side until its keeper was asked by telephone."
        ),
    ),
    KeyWarning.Kind.BACKWARDS: (
        _("An older list of keys was refused"),
        _("A browser had seen a newer one. Somebody may hide a key that was added or taken off."),
    ),
    KeyWarning.Kind.FORKED: (
        _("Two different lists of one number were found"),
        _("One of them was not shown to everybody. Ask the keeper of the side which one she signed."),
    ),
    KeyWarning.Kind.NEW_BEGINNING: (
        _("A side began anew with a key that its last one did not sign"),
        _(
            "Ask the keeper by telephone, and compare the number with the newly signed paper before you accept it."
        ),
    ),
    KeyWarning.Kind.NOT_THE_PAPERS: (
        _("The side's number is not the one printed in the signed agreement"),
        _("Seal nothing to this side until both keepers have compared the numbers on their papers."),
    ),
    KeyWarning.Kind.ITEM: (
        _("Something sealed could not be believed"),
        _("It was changed on its way, or sealed by an unknown key. Ask whoever sent it to send it again."),
    ),
}

# Said by several scripts: why a side is refused, and what is wrong with words that were typed.
SHARED: Words = {
    "no_network": _("There is no network. Nothing was sent; try again when it is back."),
    "went_wrong": _("This did not work, and nothing was changed. Load the page again."),
    "refused_unsigned": _(
        "%(side)s: refused. A key or list does not bear the side's signature. Both sides have been told."
    ),
    "refused_backwards": _(
        "%(side)s: refused. The list is older than one that this browser saw. Both sides have been told."
    ),
    "refused_forked": _(
        "%(side)s: refused. This browser saw another list of the same number. Both sides have been told."
    ),
    "refused_new_beginning": _(
        "%(side)s: refused. The side began anew with a key that its last one did not sign. Both sides have been told."
    ),
    "refused_not_the_papers": _(
        "%(side)s: refused. Its number is not the one printed in the signed agreement. Both sides have been told."
    ),
    "words_length": _("Six words are needed. What you typed ends with “%(word)s”."),
    "words_letters": _("“%(word)s” is no word of a passphrase. Look at the printed sheet again."),
    "words_check": _(
        "One word is mistyped: the last one, “%(word)s”, does not fit the others. Compare them one by one."
    ),
    "words_wrong": _(
        "These words do not open this key. They may belong to another key. Try as often as you like: nothing is locked."
    ),
    "word_differs": _("Word %(at)s is not the one on the sheet. Look there and type it again."),
}
HALVES: Words = {
    "half_signing_0": pgettext_lazy("key", "Signature key, first half"),
    "half_signing_1": pgettext_lazy("key", "Signature key, second half"),
    "half_recovery_0": pgettext_lazy("key", "Recovery key, first half"),
    "half_recovery_1": pgettext_lazy("key", "Recovery key, second half"),
}

PAGE: Words = {
    **SHARED,
    "checked": _("This browser checked every signature. Lists: %(number)s. Recipients: %(readers)s."),
    "accepted": _("Kept. This browser believes this side's lists from now on."),
    "refused_now": _("Both sides have been told. Nothing is sealed to this side from this browser."),
}

OWN_KEY: Words = {
    **SHARED,
    "made": _(
        "Your key waits to be listed. Call the keeper of your side's keys and read her its number: %(number)s. "
        "She types nothing but compares."
    ),
    "rewrapped": _("The key now opens with the new words only. Destroy the old sheet."),
    "lost": _(
        "Kept. Nothing more is sealed to this key once the next list takes it off. Make a new key now."
    ),
    "withdrawn": _("Taken back. Nothing was ever sealed to it."),
    "opens": _("These words open your key."),
    "listed_other": _("The side lists another key for you than this one. Call the keeper of the keys."),
}

CEREMONY: Words = {
    **SHARED,
    **HALVES,
    "half_wrong": _("%(half)s: %(fault)s"),
    "number_is": _("List %(number)s follows. It is signed in this browser."),
    "other_key": _("These words open a key of this side that is no longer in force."),
    "choose": _("Choose whom to add or to take off: this list would change nothing."),
    "witness": _("Say by which post the other half is kept."),
    "reason": _("Say why the key is made anew: both sides will read it."),
    "say_anew": _("Tick that both keys are lost and that you will tell the other side."),
    "signed": _("List %(number)s is signed and kept."),
    "kept": _("The keys are kept. Print their number in the agreement, and tell the other side."),
    "choose_reader": _("Choose who is to read."),
    "compare_first": _(
        "First compare the number of this side's key, above, with the signed agreement. "
        "A forged list could name anybody."
    ),
    "fetching": _("Fetching the keys of both sides…"),
    "reader_gone": _("This key is no longer listed. Load the page again."),
    "recovered_so_far": _("Given %(done)s of %(all)s …"),
    "recovered": _("%(title)s can open more of what was sealed before. Items: %(given)s."),
    "recovered_nothing": _("There is nothing more that these words could let %(title)s open."),
    "recovered_stopped": _("Then it stopped. Do it again: it goes on from there."),
    "recovered_refused": _("Not given, because they could not be believed or were full: %(number)s."),
    "recovered_older": _("Sealed to an older recovery key, and opened by its words only: %(number)s."),
    "recovery_opens": _("These words open the recovery key. Put the sheets back where they were."),
}
