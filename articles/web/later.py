from django.http import HttpResponse


def later(request, *a, **k):
    return HttpResponse(status=501)
