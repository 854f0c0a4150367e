"""One question, one answer: over the wire protocol that OpenAI's endpoint set, as politely as a busy server needs it.

Servers differ in what they take: where one refuses a JSON schema, plain JSON is asked for, then nothing but words; where one
calls the cap on the answer by another name, or knows no temperature, that is found out once and kept to.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

import httpx
import openai

from debates.llm.door import client
from debates.llm.endpoint import Endpoint, EndpointError
from debates.llm.spending import Purse, counted, tokens

FORMATS = ("schema", "json", "words")


class Keeping(Protocol):
    """Where answers are kept by what was asked: Django's caches are one."""

    def get(self, key: str) -> Any: ...
    def set(self, key: str, value: Any) -> None: ...


class UnreadableError(Exception):
    """The answer is no JSON object, or was cut off."""


@dataclass(frozen=True, slots=True)
class Question:
    """`rules` is what the model is told to do, `given` the data as JSON, `schema` the form of the answer."""

    rules: str
    given: str
    schema: dict[str, Any]

    def key(self, endpoint: Endpoint) -> str:
        """The same for the same question to the same model."""
        whole = json.dumps([endpoint.url, endpoint.model, self.rules, self.given, self.schema])
        return "llm:" + hashlib.sha256(whole.encode()).hexdigest()

    def size(self) -> int:
        """About how many tokens it is."""
        return tokens(self.rules + self.given) + tokens(json.dumps(self.schema))


class Asker:
    """Asks one endpoint, within the caps; use as a context. What servers do not take is learned for its life."""

    def __init__(
        self,
        endpoint: Endpoint,
        kept: Keeping | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint, self.purse = endpoint, Purse(endpoint.caps, endpoint.prices)
        self._kept, self._sleep = kept, sleep
        self._format, self._cap_name, self._cold = 0, "max_tokens", True
        self._client = openai.OpenAI(
            base_url=endpoint.url,
            api_key=endpoint.key or "none",
            max_retries=0,
            http_client=client(endpoint),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, question: Question) -> dict[str, Any]:
        """The answer, from the cache where it is there. Raises UnreadableError, CapReachedError, EndpointError."""
        key = question.key(self.endpoint)
        known = self._kept.get(key) if self._kept is not None else None
        if known is not None:
            self.purse.found()
            return _object(known)
        answer = self._answered(question)
        found = _object(answer)
        if self._kept is not None:
            self._kept.set(key, answer)
        return found

    def _answered(self, question: Question) -> str:
        """What the endpoint says, tried again after trouble that may pass."""
        for tried in range(1, self.endpoint.tries + 1):
            self.purse.allow(question.size(), self.endpoint.most_answer)
            try:
                return self._once(question)
            except (openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError) as error:
                self._pay_for_nothing(question, error)
                if tried == self.endpoint.tries:
                    told = f"{self._where()} fails: {self._said(error)}, {tried} times."
                    raise EndpointError(told, passes=True) from error
                self._wait(error, tried)
        raise EndpointError("No try is allowed at all.")

    def _pay_for_nothing(self, question: Question, error: openai.APIError) -> None:
        """An answer that was lost on its way may be charged for all the same: it counts as if it had been the longest."""
        never_sent = isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout)
        if never_sent or isinstance(error, openai.APIStatusError):
            self.purse.pay(0, 0, is_counted=True)
        else:
            self.purse.pay(question.size(), self.endpoint.most_answer, is_counted=False)

    def _once(self, question: Question) -> str:
        try:
            answer: object = self._client.chat.completions.create(**self._request(question))
        except openai.BadRequestError as error:
            if not self._gives_in(error):
                told = f"{self._where()} refuses the question: {self._said(error)}."
                raise EndpointError(told, passes=True) from error
            return self._once(question)
        except (openai.APIStatusError, openai.APIResponseValidationError) as error:
            if isinstance(error, openai.RateLimitError | openai.InternalServerError):
                raise
            raise EndpointError(
                f"{self._where()} answers {self._said(error)}: see address, key and model."
            ) from error
        except (
            ValueError,
            RecursionError,
        ) as error:  # a body that says it is JSON and is not, or is too deep
            self.purse.pay(question.size(), 0, is_counted=False)
            raise UnreadableError("no JSON at all") from error
        return self._words(question, answer)

    def _request(self, question: Question) -> dict[str, Any]:
        asked: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": [
                {"role": "system", "content": question.rules},
                {"role": "user", "content": question.given},
            ],
            "timeout": max(0.1, min(self.endpoint.request_s, self.purse.left_s())),
            self._cap_name: self.endpoint.most_answer,
        }
        if self._cold:
            asked["temperature"] = 0
        if FORMATS[self._format] == "schema":
            form = {"name": "findings", "strict": True, "schema": question.schema}
            asked["response_format"] = {"type": "json_schema", "json_schema": form}
        elif FORMATS[self._format] == "json":
            asked["response_format"] = {"type": "json_object"}
        return asked

    def _gives_in(self, error: openai.BadRequestError) -> bool:
        """Whether the next request leaves out what this server does not take."""
        said = str(error).lower()
        if "max_tokens" in said and self._cap_name == "max_tokens":
            self._cap_name = "max_completion_tokens"
        elif "temperature" in said and self._cold:
            self._cold = False
        elif self._format < len(FORMATS) - 1:
            self._format += 1
        else:
            return False
        return True

    def _words(self, question: Question, answer: object) -> str:
        """The text of an answer that came, paid for whether it can be read or not."""
        choices = getattr(answer, "choices", None)
        choice = choices[0] if isinstance(choices, list) and choices else None
        content = getattr(getattr(choice, "message", None), "content", None)
        text = content if isinstance(content, str) else ""
        used = getattr(answer, "usage", None)
        read, written = (
            counted(getattr(used, name, None)) for name in ("prompt_tokens", "completion_tokens")
        )
        self.purse.pay(
            question.size() if read is None else read,
            tokens(text) if written is None else written,
            is_counted=read is not None and written is not None,
        )
        if choice is None:
            raise UnreadableError("no answer of the protocol")
        if getattr(choice, "finish_reason", None) == "length":
            raise UnreadableError("cut off at its longest")
        return text

    def _wait(self, error: openai.APIError, tried: int) -> None:
        """Wait as long as the server asks, or twice as long as the last time; never past the cap on time."""
        wished = self.endpoint.backoff_s * 2 ** (tried - 1)
        if isinstance(error, openai.APIStatusError):
            with contextlib.suppress(ValueError):
                wished = max(wished, float(error.response.headers.get("retry-after", "")))
        if wished > self.endpoint.most_wait_s:
            raise EndpointError(f"{self._where()} asks to wait {wished:.0f} s: try again later.") from error
        self._sleep(max(0.0, min(wished, self.purse.left_s())))

    def _where(self) -> str:
        return f"{self.endpoint.model} at {self.endpoint.url}"

    def _said(self, error: Exception) -> str:
        """An error in one line that can be stored and shown; never with the key, which a server might say after us."""
        told = "".join(each for each in _said(error) if each.isprintable())
        return told.replace(self.endpoint.key, "…") if self.endpoint.key else told


def _said(error: Exception) -> str:
    """An error in one line. What a server says about itself is shown, never what it was sent."""
    if isinstance(error, openai.APITimeoutError):
        return "no answer in time"
    if isinstance(error, openai.APIConnectionError):
        return f"no connection, or a broken one ({type(error.__cause__ or error).__name__})"
    if not isinstance(error, openai.APIStatusError):
        return " ".join(str(error).split())[:200]
    told = error.body.get("message") if isinstance(error.body, dict) else None
    return f"{error.status_code} {' '.join(str(told or error.response.reason_phrase).split())[:200]}"


_FENCE = re.compile(r"^\s*```(?:json)?\s*(.*?)\s*```\s*$", re.DOTALL)


def _object(text: str) -> dict[str, Any]:
    """The JSON object of an answer, out of its fence and off what talks around it. Raises UnreadableError."""
    fenced = _FENCE.match(text)
    bare = fenced.group(1) if fenced else text[text.find("{") : text.rfind("}") + 1]
    try:
        found = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not JSON") from error
    if not isinstance(found, dict):
        raise UnreadableError("no object")
    return found
