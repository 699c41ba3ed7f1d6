"""What is no longer there is answered with 404, and the read's own words."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponseBase

from articles.text.row_id import LARGEST_ID

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def missing_is_404(view: View[Rest]) -> View[Rest]:
    """Answer 404 where the view's read or edit finds no row (its DoesNotExist), or an id is none a database holds."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if any(isinstance(value, int) and value > LARGEST_ID for value in kwargs.values()):
            raise Http404(f"No row has an id beyond {LARGEST_ID}")
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404(str(missing)) from missing

    return guarded
