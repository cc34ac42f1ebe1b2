"""The demo's open doors: one click enters a post. They exist only where the demo loader left its mark.

Whatever signing in will ask for later (codes, keys, another server), this file is the only way around it,
and it refuses outright in a home that is not the demo's.
"""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from chungtay.models import Post
from chungtay.rules.people import Role

ORDER = [role.value for role in Role]


def is_demo() -> bool:
    return settings.DEMO_MARK.exists()


def demo_posts() -> list[Post]:
    """Posts that one may step into, from the commune upwards; none outside the demo."""
    if not is_demo():
        return []
    held = Post.objects.live_on(timezone.localdate()).filter(person__account__is_active=True)
    return sorted(held.select_related("organisation"), key=lambda post: (ORDER.index(post.role), post.title))


@login_not_required
@require_POST
def enter(request: HttpRequest, post_id: UUID) -> HttpResponse:
    if not is_demo():
        raise Http404
    post = get_object_or_404(
        Post.objects.select_related("person__account"), pk=post_id, person__account__is_active=True
    )
    login(request, post.person.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)
