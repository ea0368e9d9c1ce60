# The bot as an image: docker build -t tumen . && docker run --env-file .env -v tumen-data:/app/data tumen
FROM python:3.12-slim

# Logs come out at once.
ENV PYTHONUNBUFFERED=1

WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot ./bot
# Compiled here, once: who runs it may not write beside the code, and would compile at every start.
RUN pip install --no-cache-dir -c constraints.txt -e '.[postgres,charts,formats]' && python -m compileall -q bot
COPY content ./content
COPY quizzes ./quizzes

# Nothing the bot does needs root; only data/ is its own to write in.
RUN useradd --uid 10001 --create-home tumen && mkdir data && chown tumen data
USER 10001

# The signal goes to Python itself, which stops in under five seconds.
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
