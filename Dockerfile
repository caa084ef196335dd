# The portal as one image; web, worker, beat and migrate are the same image with another command. The target `browser` is
# the same with a browser, for the worker that draws pages; the last target, `portal`, is what a plain build makes.
FROM python:3.13-slim AS base

RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin clearline

WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CLEARLINE_VAR=/app/var DJANGO_SETTINGS_MODULE=portal.settings.production
COPY requirements/production.txt requirements/production.txt
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements/production.txt

COPY manage.py LICENSE ./
COPY portal portal
COPY brands brands
COPY campaigns campaigns
COPY consent consent
COPY verification verification
COPY templates templates
COPY static static
# Static files are part of the image; the stand-in settings of the type checker reach nothing.
RUN python -m compileall -q portal brands campaigns consent verification \
 && DJANGO_SETTINGS_MODULE=portal.settings.mypy python manage.py collectstatic --noinput --verbosity 0 \
 && install -d -o clearline /app/var/files

FROM base AS browser
COPY requirements/browser.txt requirements/browser.txt
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium fonts-liberation util-linux \
 && rm -rf /var/lib/apt/lists/* \
 && pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements/browser.txt
USER clearline
VOLUME /app/var/files
CMD ["celery", "-A", "portal.celery", "worker", "--queues", "browser", "--concurrency", "1", "--max-tasks-per-child", "50"]

FROM base AS portal
USER clearline
EXPOSE 8000
VOLUME /app/var/files
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "8", \
     "--timeout", "60", "--graceful-timeout", "20", "--max-requests", "5000", "--max-requests-jitter", "500", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
