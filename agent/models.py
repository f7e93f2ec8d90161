"""The chat model by settings: a live one where there is a key, else the offline analyst."""

import os

from langchain_core.language_models import BaseChatModel

from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.settings import Settings


def chat_model(settings: Settings) -> BaseChatModel:
    """Return the model that the agent asks; nothing is sent by making it."""
    # langsmith always comes with langchain-core and would send every run to its own service.
    os.environ["LANGSMITH_TRACING"] = "false"
    os.environ["LANGCHAIN_TRACING_V2"] = "false"
    if settings.openai_api_key is None:
        return OfflineAnalyst()
    from kuroji.agent.replies import StrictChatOpenAI  # a second of import, only with a key

    return StrictChatOpenAI(
        model=settings.model,
        base_url=settings.base_url,
        api_key=settings.openai_api_key,
        timeout=settings.timeout_seconds,
        max_retries=0,  # retries are the graph's, where they are counted and shown
        stream_usage=True,
        use_responses_api=False,
        max_completion_tokens=settings.max_output_tokens,
    )


def is_offline(model: BaseChatModel) -> bool:
    return isinstance(model, OfflineAnalyst)
