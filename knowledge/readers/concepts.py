"""Which tag of the taxonomies (US GAAP, IFRS, Japan's) says which metric: known, never guessed.

Of several tags of one metric the first that a period has is taken, but see `WIDEST`. A tag that is
not here stays in its own table and in the text, and says nothing about a metric.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAGS = """
revenue: Revenues RevenueFromContractWithCustomerExcludingAssessedTax
  RevenueFromContractWithCustomerIncludingAssessedTax SalesRevenueNet Revenue NetSales
  OperatingRevenue1 OperatingRevenue2 RevenueIFRS NetSalesIFRS Revenue1 OperatingRevenuesIFRS
cost_of_revenue: CostOfRevenue CostOfGoodsAndServicesSold CostOfSales CostOfSalesIFRS
gross_profit: GrossProfit GrossProfitIFRS
operating_income: OperatingIncomeLoss ProfitLossFromOperatingActivities OperatingIncome
  OperatingProfitLossIFRS
ordinary_profit: OrdinaryIncome OrdinaryIncomeLoss
pretax_income: *BeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest
  *BeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments
  ProfitLossBeforeTax IncomeBeforeIncomeTaxes ProfitLossBeforeTaxIFRS
income_tax: IncomeTaxExpenseBenefit IncomeTaxes IncomeTaxExpenseIFRS
net_income: NetIncomeLoss ProfitLossAttributableToOwnersOfParent
  ProfitLossAttributableToOwnersOfParentIFRS
research_and_development: ResearchAndDevelopmentExpense
sales_and_marketing: SellingAndMarketingExpense
general_and_administrative: GeneralAndAdministrativeExpense
selling_general_administrative: SellingGeneralAndAdministrativeExpense
  SellingGeneralAndAdministrativeExpenses SellingGeneralAndAdministrativeExpensesIFRS
stock_based_compensation: ShareBasedCompensation AllocatedShareBasedCompensationExpense
depreciation_and_amortization: DepreciationDepletionAndAmortization
  DepreciationAmortizationAndAccretionNet DepreciationAndAmortization
  DepreciationAndAmortizationOpeCFIFRS DepreciationAndAmortizationOpeCF
depreciation: Depreciation DepreciationOpeCF
interest_expense: InterestExpense InterestExpenseNonoperating InterestExpenseDebt
  InterestExpensesNOE
operating_cash_flow: NetCashProvidedByUsedInOperatingActivities
  NetCashProvidedByUsedInOperatingActivitiesContinuingOperations
  CashFlowsFromUsedInOperatingActivities NetCashProvidedByUsedInOperatingActivitiesIFRS
investing_cash_flow: NetCashProvidedByUsedInInvestingActivities
  NetCashProvidedByUsedInInvestingActivitiesContinuingOperations
  CashFlowsFromUsedInInvestingActivities NetCashProvidedByUsedInInvestmentActivities
  NetCashProvidedByUsedInInvestingActivitiesIFRS
financing_cash_flow: NetCashProvidedByUsedInFinancingActivities
  NetCashProvidedByUsedInFinancingActivitiesContinuingOperations
  CashFlowsFromUsedInFinancingActivities NetCashProvidedByUsedInFinancingActivitiesIFRS
capital_expenditure: PaymentsToAcquirePropertyPlantAndEquipment PaymentsToAcquireProductiveAssets
  PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities
  PurchaseOfPropertyPlantAndEquipmentInvCF PurchaseOfPropertyPlantAndEquipmentInvCFIFRS
  PurchaseOfPropertyPlantAndEquipmentAndIntangibleAssetsInvCFIFRS
  PurchaseOfNoncurrentAssetsInvCF
finance_lease_payments: FinanceLeasePrincipalPayments
share_repurchases: PaymentsForRepurchaseOfCommonStock
liquidity: CashCashEquivalentsAndShortTermInvestments
cash: CashAndCashEquivalentsAtCarryingValue CashAndCashEquivalents CashAndDeposits
  CashAndCashEquivalentsIFRS
marketable_securities: MarketableSecuritiesCurrent
  AvailableForSaleSecuritiesDebtSecuritiesCurrent AvailableForSaleSecuritiesCurrent
  DebtSecuritiesAvailableForSaleCurrent ShortTermInvestments DebtSecuritiesCurrent
long_term_securities: MarketableSecuritiesNoncurrent
  AvailableForSaleSecuritiesDebtSecuritiesNoncurrent AvailableForSaleSecuritiesNoncurrent
  DebtSecuritiesNoncurrent
accounts_receivable: AccountsReceivableNetCurrent
inventory: InventoryNet
property_and_equipment: PropertyPlantAndEquipmentNet PropertyPlantAndEquipment
goodwill: Goodwill GoodwillIFRS
intangible_assets: IntangibleAssetsNetExcludingGoodwill FiniteLivedIntangibleAssetsNet
accounts_payable: AccountsPayableCurrent AccountsPayableAndOtherAccruedLiabilitiesCurrent
deferred_revenue: ContractWithCustomerLiability DeferredRevenue
  ContractWithCustomerLiabilityCurrent DeferredRevenueCurrent
total_assets: Assets AssetsIFRS TotalAssets
total_liabilities: Liabilities LiabilitiesIFRS
debt: DebtLongtermAndShorttermCombinedAmount LongTermDebt
long_term_debt: LongTermDebtNoncurrent LongTermNotesAndLoans ConvertibleDebtNoncurrent
  ConvertibleLongTermNotesPayable ConvertibleNotesPayableNoncurrent LongTermNotesPayable
  SeniorLongTermNotes
debt_due: DebtCurrent LongTermDebtCurrent NotesPayableCurrent ConvertibleDebtCurrent
  ConvertibleNotesPayableCurrent
equity: StockholdersEquity
  StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest
  EquityAttributableToOwnersOfParent
remaining_performance_obligations: RevenueRemainingPerformanceObligation
"""
WIDEST = frozenset({"depreciation_and_amortization"})
"""Metrics of which the largest of several tags counts: the others are parts of it."""
_CONTINUING = "IncomeLossFromContinuingOperations"
_SUMMARY = "SummaryOfBusinessResults"  # Japan's table of five years tags the same with this ending


def _known() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for entry in _TAGS.strip().replace("\n  ", " ").split("\n"):
        metric, _, names = entry.partition(":")
        for place, name in enumerate(names.split()):
            found[name.replace("*", _CONTINUING)] = (metric, place)
    return found


CONCEPTS: Mapping[str, tuple[str, int]] = MappingProxyType(_known())
"""The metric of a tag's own name, and the place of the tag among those of its metric."""

ORDER: tuple[str, ...] = tuple(dict.fromkeys(metric for metric, _ in CONCEPTS.values()))
"""The metrics in the order of the statements."""


def concept_of(tag: str) -> tuple[str, int] | None:
    """Return the metric and place of a tag such as `us-gaap:Revenues`; None of a company's own.

    >>> concept_of("us-gaap:Revenues"), concept_of("snow:ProductRevenue")
    (('revenue', 0), None)
    """
    taxonomy, _, name = tag.rpartition(":")
    if taxonomy and not taxonomy.startswith(("us-gaap", "ifrs", "jppfs", "jpcrp", "jpigp")):
        return None
    found = CONCEPTS.get(name.removesuffix(_SUMMARY))
    if found is None:
        return None
    # The statements' own tag stands before that of the summary, which is rounded.
    return (found[0], found[1] + (100 if name.endswith(_SUMMARY) else 0))
