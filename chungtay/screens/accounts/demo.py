"""The demo's open doors: one click enters a post. They exist only where the demo loader left its mark.

Whatever signing in will ask for later (codes, keys, another server), this file is the only way around it,
and it refuses outright in a home that is not the demo's.
"""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from chungtay.actions.factors import note_coming
from chungtay.models import Post
from chungtay.models.people import PostQuerySet
from chungtay.rules.people import Role

ONE_CLICK = "one_click"
ORDER = [role.value for role in Role]


def is_demo() -> bool:
    return settings.DEMO_MARK.exists()


def demo_posts() -> list[Post]:
    """Posts that one may step into, from the commune upwards; none outside the demo."""
    held = offered() if is_demo() else Post.objects.none()
    return sorted(held, key=lambda post: (ORDER.index(post.role), post.title))


@login_not_required
@require_POST
def enter(request: HttpRequest, post_id: UUID) -> HttpResponse:
    if not is_demo():
        raise Http404
    post = get_object_or_404(offered(), pk=post_id)
    account = post.person.account
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[ONE_CLICK] = True
    UserSession.objects.create_from_request(request)
    note_coming(account, how="one_click", at=timezone.now())
    return redirect(settings.LOGIN_REDIRECT_URL)


def came_by_one_click(request: HttpRequest) -> bool:
    """Nobody has a second step to show in the demo. Outside it a session that says so is not believed."""
    return bool(request.session.get(ONE_CLICK)) and is_demo()


def offered() -> PostQuerySet:
    """Live posts of persons who have an account."""
    held = Post.objects.live_on(timezone.localdate()).filter(person__account__is_active=True)
    return held.select_related("organisation", "person__account")
