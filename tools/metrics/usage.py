"""Metrics of use: customers, seats, machines, their lives, prices and capacity."""

from kuroji.tools.metrics.metric import Metric, number, share

USAGE: tuple[Metric, ...] = (
    number(
        "customers",
        "count",
        "Customers|顧客数",
        """customers | customer count | number of customers | clients | paying customers
        | customers with trailing revenue above | 顧客数 | 顧客 | 契約社数 | 導入社数
        | 取引社数 | 契約企業数""",
        "count",
        size=True,
    ),
    number(
        "users",
        "count",
        "Users|利用者数",
        """users | monthly active users | weekly active users | daily active users
        | active users | weekly users | monthly users | 利用者数 | 利用者 | ユーザー数
        | 月間利用者数 | 週間利用者数 | 会員数 | 月間アクティブユーザー数""",
        "count",
        size=True,
    ),
    number(
        "paid_seats",
        "count",
        "Paid seats|有料席数",
        """paid seats | paying subscribers | paid subscribers | subscribers | seats
        | licenses | paying users | paid users | paid licenses | 有料席数 | 有料会員数
        | 有料利用者数 | 契約ライセンス数 | ライセンス数 | 課金ユーザー数 | 有料ライセンス数""",
        "count",
        size=True,
    ),
    number(
        "useful_life",
        "duration",
        "Useful life of equipment|耐用年数",
        """useful life | useful lives | depreciable life | useful life of servers
        | useful life of technology equipment | depreciation period | estimated useful life
        | estimated useful lives | life of servers | useful life of gpus
        | server useful life | 耐用年数 | 見積耐用年数 | サーバーの耐用年数 | 償却年数
        | GPUの耐用年数 | 償却期間""",
        "duration",
        size=True,
    ),
    number(
        "gpu_hour_price",
        "price",
        "Price of a GPU hour|GPUの時間単価",
        """price per GPU-hour | GPU-hour price | price per GPU hour | rental price
        | GPU rental price | hourly price | on-demand price | median on-demand price
        | hourly rate | GPU hourly rate | rental rate | GPUの時間単価 | 1GPU時間当たりの価格
        | 賃料 | GPU単価 | 時間単価 | GPUの賃料""",
        "rate money",
        basis="press_reported",
        size=True,
    ),
    number(
        "token_price",
        "price",
        "Price of tokens|トークン単価",
        """token price | price per million tokens | price of tokens
        | price per million input tokens | price per million output tokens
        | cost per million tokens | API price | トークン単価 | 100万トークン当たりの価格
        | トークン価格 | API料金 | 100万トークンあたりの価格""",
        "rate money",
        basis="press_reported",
        size=True,
    ),
    share(
        "gpu_utilization",
        "GPU utilisation|GPU稼働率",
        "GPU utilization | utilization rate | utilization | GPU稼働率 | 稼働率",
        size=True,
    ),
    number(
        "gpus",
        "count",
        "GPUs in operation|GPU台数",
        "GPUs | GPU fleet | number of GPUs | accelerators | GPU台数 | GPU数 | GPU基数",
        "count",
        size=True,
    ),
    number(
        "power_capacity",
        "stock",
        "Power capacity|電力容量",
        """power capacity | active power | contracted power | power demand | compute demand
        | data center capacity | contracted capacity | capacity | 電力容量 | 受電容量
        | 契約電力 | 電力需要 | 計算需要""",
        "count",
        size=True,
    ),
    number(
        "model_parameters",
        "count",
        "Model parameters|パラメータ数",
        "parameters | model parameters | パラメータ | パラメータ数",
        "count",
        size=True,
    ),
)
