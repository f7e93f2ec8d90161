"""The chat model by settings: a live one where there is a key, else the offline analyst."""

import os

from langchain_core.language_models import BaseChatModel

from kuroji.agent.budget import Budget, no_price
from kuroji.agent.events import Usage
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.prices import price_of
from kuroji.agent.settings import Settings, SettingsError
from kuroji.agent.spending import Spending

Model = BaseChatModel


def chat_model(settings: Settings) -> BaseChatModel:
    """Return the model that the agent asks, with a budget of its own; nothing is sent by making it.

    SettingsError where the settings set a limit in money that cannot be kept.
    """
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
        streaming=True,  # an answer is told as it is written
        stream_usage=True,
        use_responses_api=False,
        max_completion_tokens=settings.max_output_tokens,
        budget=_budget(settings),
    )


def _budget(settings: Settings) -> Budget:
    price = price_of(settings.model, settings.prices)
    limited = settings.max_cost is not None or settings.max_cost_per_day is not None
    if limited and price is None:
        raise SettingsError(no_price(settings.model))
    return Budget(
        model=settings.model,
        price=price,
        ceiling=settings.max_cost,
        daily=settings.max_cost_per_day,
        book=Spending.open(settings.home),
    )


def is_offline(model: BaseChatModel) -> bool:
    return isinstance(model, OfflineAnalyst)


def usage_of(model: BaseChatModel) -> Usage:
    """Return what a model was asked for so far, and its cost; nothing where no service is."""
    budget = getattr(model, "budget", None)
    return budget.usage() if isinstance(budget, Budget) else Usage()
