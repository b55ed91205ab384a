package io.portcullis.server.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a batch of records comes to in the tables: one row per order however often it was touched. The components are the columns of the migrations. */
final class Rows {

    record TradingDay(long fromPosition, LocalDate day, OffsetDateTime startedAt) {
    }

    /** What may be changed by a replace. */
    record Terms(String clOrdId, String ordType, String timeInForce, @Nullable BigDecimal price, @Nullable OffsetDateTime expireTime,
            @Nullable String instructions) {
    }

    /** How an order stands, parent or child. */
    record Standing(String ordStatus, BigDecimal orderQty, BigDecimal cumQty, BigDecimal leavesQty, BigDecimal traded, OffsetDateTime updatedAt,
            long updatedBy) {
    }

    record NewParent(LocalDate tradingDay, String orderId, String session, @Nullable String account, String symbol, String side, Terms terms, Standing standing,
            @Nullable Integer refusal, @Nullable String text, OffsetDateTime enteredAt, @Nullable InList list,
            @Nullable InCross cross) {
    }

    /** The cross that an order is a side of. */
    record InCross(String crossId, String crossType) {
    }

    /** The list that an order came in. */
    record InList(String listId, String contingency, @Nullable String clOrdLinkId) {
    }

    record ReplacedParent(LocalDate tradingDay, String orderId, @Nullable String account, Terms terms) {
    }

    /** @param price null for orders without a limit */
    record TrailedParent(LocalDate tradingDay, String orderId, BigDecimal stopPx, @Nullable BigDecimal price) {
    }

    record NewChild(LocalDate tradingDay, String childId, String orderId, LocalDate orderDay, String venue, @Nullable String venueOrderId, String ordType,
            String timeInForce, @Nullable BigDecimal price, @Nullable OffsetDateTime expireTime, @Nullable BigDecimal quotePrice, @Nullable BigDecimal quoteQty,
            Standing standing, @Nullable String text, OffsetDateTime createdAt) {
    }

    record ReplacedChild(LocalDate tradingDay, String childId, String ordType, String timeInForce, @Nullable BigDecimal price,
            @Nullable OffsetDateTime expireTime) {
    }

    /**
     * An order, parent or child, that was there before the batch.
     *
     * @param venueOrderId null if the venue told nothing new, as with {@code text}
     */
    record Touched(LocalDate tradingDay, String id, Standing standing, @Nullable String venueOrderId, @Nullable String text) {
    }

    record Execution(LocalDate tradingDay, String execId, String execType, String orderId, LocalDate orderDay, String childId, LocalDate childDay, String venue,
            String venueExecId, @Nullable String refExecId, @Nullable BigDecimal lastQty, @Nullable BigDecimal lastPx, @Nullable BigDecimal venueCumQty,
            @Nullable String tradeDate, OffsetDateTime executedAt, long position) {
    }

    /** @param execId of the execution that no longer stands */
    record UndoneExecution(LocalDate tradingDay, String execId, String undoneBy) {
    }

    /** @param strayId null for one that is not kept */
    record StrayExecution(LocalDate tradingDay, long position, int eventIndex, @Nullable String strayId, String execType, @Nullable String execRefId,
            @Nullable String childId, String venue, String clOrdId, String venueOrderId, String venueExecId, String symbol, @Nullable String side,
            BigDecimal lastQty, @Nullable BigDecimal lastPx, @Nullable BigDecimal venueCumQty, @Nullable String tradeDate, boolean isBusted, String text,
            OffsetDateTime reportedAt) {
    }

    /** @param standingQty null if it is busted */
    record RevisedStray(LocalDate tradingDay, String strayId, boolean isBusted, @Nullable BigDecimal standingQty, @Nullable BigDecimal standingPx) {
    }

    record DeniedStray(LocalDate tradingDay, String strayId, OffsetDateTime deniedAt, @Nullable String deniedBy, String dkReason) {
    }

    /** @param orderId of the order that it was assigned to; null if it was settled otherwise, as with {@code execId} */
    record SettledStray(LocalDate tradingDay, String strayId, OffsetDateTime settledAt, @Nullable String settledBy, String settlement,
            @Nullable String orderId, @Nullable String execId) {
    }

    /** @param isPriceToo false where a replace has given it another price and other instructions since */
    record AdjustedParent(LocalDate tradingDay, String orderId, String symbol, boolean isPriceToo, @Nullable BigDecimal price, @Nullable String instructions) {

        AdjustedParent replacedSince() {
            return new AdjustedParent(tradingDay, orderId, symbol, false, null, null);
        }
    }

    record NewCorporateAction(String actionId, String kind, String symbol, LocalDate exDate, @Nullable String ratio, @Nullable BigDecimal amount,
            @Nullable String newSymbol, boolean cancelsOrders, int orders, String appliedBy, String reason, OffsetDateTime appliedAt, long position) {
    }

    record LimitChanged(long position, int index, OffsetDateTime at, String scope, String measure, @Nullable BigDecimal before, @Nullable BigDecimal after,
            @Nullable String currency, int warnPercent, @Nullable Long proposalId, String user, @Nullable String approver, String reason,
            @Nullable String daily, @Nullable OffsetDateTime from, @Nullable OffsetDateTime until, @Nullable Integer withinSeconds, @Nullable String release) {
    }

    record PositionEntered(long position, int index, OffsetDateTime at, String account, String symbol, BigDecimal before, BigDecimal after,
            @Nullable BigDecimal price, String user, String reason) {
    }

    record LimitsProposed(long proposalId, OffsetDateTime at, String user, String changes, String reason, OffsetDateTime expires, long position) {
    }

    record MarketChange(long position, int index, OffsetDateTime at, String symbol, String what, @Nullable BigDecimal low, @Nullable BigDecimal high, String by,
            @Nullable String venue, String reason) {
    }

    record LocateAdded(long locateId, OffsetDateTime at, String account, String symbol, BigDecimal quantity, OffsetDateTime validUntil, String reference,
            String user, String reason, long position) {
    }

    record LocateEnded(long locateId, OffsetDateTime at, String how, BigDecimal covered, String user, long position) {
    }

    record LimitsSettled(long proposalId, OffsetDateTime at, String how, String user, long position) {
    }

    record KillOrdered(long killId, OffsetDateTime at, String subset, @Nullable String accounts, String user, String reason, String release, long position) {
    }

    /** @param isFlat false: the cancel of the last order was ordered */
    record KillWentOn(long killId, OffsetDateTime at, int orders, boolean isFlat, long position) {
    }

    record KilledOrder(long killId, String orderId, OffsetDateTime at, long position) {
    }

    record KillRelease(long killId, OffsetDateTime at, String user, String reason, OffsetDateTime expires, long position) {
    }

    record KillReleaseSettled(long killId, OffsetDateTime at, String how, String user, long position) {
    }

    record KillOver(long killId, OffsetDateTime at, String user, @Nullable String approver, String reason, long position) {
    }

    record KillRehearsed(long killId, OffsetDateTime at, String subset, int orders, String parts, String user, String reason, long position) {
    }

    record OverrideAsked(long overrideId, OffsetDateTime at, String scope, @Nullable String clOrdId, String refusals, @Nullable BigDecimal upTo, int orders,
            OffsetDateTime until, String user, String reason, OffsetDateTime expires, long position) {
    }

    record OverrideApproved(long overrideId, OffsetDateTime at, String user, String reason, long position) {
    }

    record OverrideEnded(long overrideId, OffsetDateTime at, String how, String user, String reason, long position) {
    }

    record OverrideUsed(long overrideId, String orderId, OffsetDateTime at, String objections, long position) {
    }

    record CorporateActionDone(String actionId, OffsetDateTime doneAt, long position) {
    }

    record NewCareOrder(LocalDate tradingDay, String orderId, OffsetDateTime stagedAt, long position) {
    }

    record TelephonedOrder(LocalDate tradingDay, String orderId, String session, String reference, @Nullable String enteredBy, String reason,
            OffsetDateTime enteredAt) {
    }

    /** @param owner null if it is nobody's now */
    record CareOwner(String orderId, @Nullable String owner, OffsetDateTime changedAt, long position) {
    }

    /** @param isLocked null where that stays as it is, as with {@code holdsFills} */
    record CareMark(String orderId, @Nullable Boolean isLocked, @Nullable Boolean holdsFills, OffsetDateTime changedAt, long position) {
    }

    record ExecutionByHand(LocalDate tradingDay, String execId, OffsetDateTime executedAt, String doneBy) {
    }

    record OrderEvent(LocalDate tradingDay, long position, int eventIndex, OffsetDateTime eventTime, String eventType, @Nullable String orderId,
            @Nullable String childId, @Nullable String session, @Nullable Integer msgSeqNum, @Nullable String clOrdId, String payload) {
    }

    record SessionEvent(LocalDate tradingDay, long position, int eventIndex, OffsetDateTime eventTime, String eventType, String session,
            @Nullable String venue, @Nullable String reason) {
    }

    /** The last logon or logoff. */
    record SessionConnection(String session, @Nullable String venue, boolean isLoggedOn, @Nullable String reason, OffsetDateTime changedAt, long updatedBy) {
    }

    /** The last message that is done. */
    record SessionConsumed(String session, long generation, int consumed, OffsetDateTime consumedAt, long updatedBy) {
    }

    static final Columns.Of<NewParent> PARENTS = new Columns.Of<>(NewParent::tradingDay)
            .text("orderId", NewParent::orderId)
            .text("session", NewParent::session)
            .text("clOrdId", row -> row.terms().clOrdId())
            .text("account", NewParent::account)
            .text("symbol", NewParent::symbol)
            .text("side", NewParent::side)
            .text("ordType", row -> row.terms().ordType())
            .text("timeInForce", row -> row.terms().timeInForce())
            .decimal("price", row -> row.terms().price())
            .time("expireTime", row -> row.terms().expireTime())
            .text("instructions", row -> row.terms().instructions())
            .integer("refusal", NewParent::refusal)
            .text("text", NewParent::text)
            .time("enteredAt", NewParent::enteredAt)
            .text("listId", row -> row.list() == null ? null : row.list().listId())
            .text("contingency", row -> row.list() == null ? null : row.list().contingency())
            .text("clOrdLinkId", row -> row.list() == null ? null : row.list().clOrdLinkId())
            .text("crossId", row -> row.cross() == null ? null : row.cross().crossId())
            .text("crossType", row -> row.cross() == null ? null : row.cross().crossType())
            .with(columns -> standing(columns, NewParent::standing));
    static final Columns.Of<TrailedParent> TRAILED = new Columns.Of<>(TrailedParent::tradingDay)
            .text("orderId", TrailedParent::orderId)
            .decimal("stopPx", TrailedParent::stopPx)
            .decimal("price", TrailedParent::price);
    static final Columns.Of<NewChild> CHILDREN = new Columns.Of<>(NewChild::tradingDay)
            .text("childId", NewChild::childId)
            .text("orderId", NewChild::orderId)
            .date("orderDay", NewChild::orderDay)
            .text("venue", NewChild::venue)
            .text("venueOrderId", NewChild::venueOrderId)
            .text("ordType", NewChild::ordType)
            .text("timeInForce", NewChild::timeInForce)
            .decimal("price", NewChild::price)
            .time("expireTime", NewChild::expireTime)
            .decimal("quotePrice", NewChild::quotePrice)
            .decimal("quoteQty", NewChild::quoteQty)
            .text("text", NewChild::text)
            .time("createdAt", NewChild::createdAt)
            .with(columns -> standing(columns, NewChild::standing));
    static final Columns.Of<Execution> EXECUTIONS = new Columns.Of<>(Execution::tradingDay)
            .text("execId", Execution::execId)
            .text("execType", Execution::execType)
            .text("orderId", Execution::orderId)
            .date("orderDay", Execution::orderDay)
            .text("childId", Execution::childId)
            .date("childDay", Execution::childDay)
            .text("venue", Execution::venue)
            .text("venueExecId", Execution::venueExecId)
            .text("refExecId", Execution::refExecId)
            .decimal("lastQty", Execution::lastQty)
            .decimal("lastPx", Execution::lastPx)
            .decimal("venueCumQty", Execution::venueCumQty)
            .text("tradeDate", Execution::tradeDate)
            .time("executedAt", Execution::executedAt)
            .number("position", Execution::position);
    static final Columns.Of<OrderEvent> ORDER_EVENTS = new Columns.Of<>(OrderEvent::tradingDay)
            .number("position", OrderEvent::position)
            .integer("eventIndex", OrderEvent::eventIndex)
            .time("eventTime", OrderEvent::eventTime)
            .text("eventType", OrderEvent::eventType)
            .text("orderId", OrderEvent::orderId)
            .text("childId", OrderEvent::childId)
            .text("session", OrderEvent::session)
            .integer("msgSeqNum", OrderEvent::msgSeqNum)
            .text("clOrdId", OrderEvent::clOrdId)
            .text("payload", OrderEvent::payload);
    static final Columns.Of<Touched> TOUCHED = new Columns.Of<>(Touched::tradingDay)
            .text("id", Touched::id)
            .text("venueOrderId", Touched::venueOrderId)
            .text("text", Touched::text)
            .with(columns -> standing(columns, Touched::standing));

    private static <R> void standing(Columns.Of<R> columns, Function<R, Standing> of) {
        columns.text("ordStatus", row -> of.apply(row).ordStatus())
                .decimal("orderQty", row -> of.apply(row).orderQty())
                .decimal("cumQty", row -> of.apply(row).cumQty())
                .decimal("leavesQty", row -> of.apply(row).leavesQty())
                .decimal("traded", row -> of.apply(row).traded())
                .time("updatedAt", row -> of.apply(row).updatedAt())
                .number("updatedBy", row -> of.apply(row).updatedBy());
    }

    final List<TradingDay> tradingDays = new ArrayList<>();
    final List<NewParent> newParents = new ArrayList<>();
    final List<ReplacedParent> replacedParents = new ArrayList<>();
    final List<TrailedParent> trailedParents = new ArrayList<>();
    final List<Touched> touchedParents = new ArrayList<>();
    final List<NewChild> newChildren = new ArrayList<>();
    final List<ReplacedChild> replacedChildren = new ArrayList<>();
    final List<Touched> touchedChildren = new ArrayList<>();
    final List<Execution> executions = new ArrayList<>();
    final List<UndoneExecution> undoneExecutions = new ArrayList<>();
    final List<StrayExecution> strayExecutions = new ArrayList<>();
    final List<RevisedStray> revisedStrays = new ArrayList<>();
    final List<DeniedStray> deniedStrays = new ArrayList<>();
    final List<SettledStray> settledStrays = new ArrayList<>();
    final List<NewCareOrder> newCareOrders = new ArrayList<>();
    final List<AdjustedParent> adjustedParents = new ArrayList<>();
    final List<NewCorporateAction> corporateActions = new ArrayList<>();
    final List<CorporateActionDone> corporateActionsDone = new ArrayList<>();
    final List<LimitChanged> limitsChanged = new ArrayList<>();
    final List<PositionEntered> positionsEntered = new ArrayList<>();
    final List<LimitsProposed> limitsProposed = new ArrayList<>();
    final List<LimitsSettled> limitsSettled = new ArrayList<>();
    final List<KillOrdered> killsOrdered = new ArrayList<>();
    final List<KillWentOn> killsWentOn = new ArrayList<>();
    final List<KilledOrder> killedOrders = new ArrayList<>();
    final List<KillRelease> killReleases = new ArrayList<>();
    final List<KillReleaseSettled> killReleasesSettled = new ArrayList<>();
    final List<KillOver> killsOver = new ArrayList<>();
    final List<KillRehearsed> killsRehearsed = new ArrayList<>();
    final List<OverrideAsked> overridesAsked = new ArrayList<>();
    final List<OverrideApproved> overridesApproved = new ArrayList<>();
    final List<OverrideUsed> overridesUsed = new ArrayList<>();
    final List<OverrideEnded> overridesEnded = new ArrayList<>();
    final List<MarketChange> marketChanges = new ArrayList<>();
    final List<LocateAdded> locatesAdded = new ArrayList<>();
    final List<LocateEnded> locatesEnded = new ArrayList<>();
    final List<TelephonedOrder> telephonedOrders = new ArrayList<>();
    final List<CareOwner> careOwners = new ArrayList<>();
    final List<CareMark> careMarks = new ArrayList<>();
    final List<ExecutionByHand> executionsByHand = new ArrayList<>();
    final List<OrderEvent> orderEvents = new ArrayList<>();
    final List<SessionEvent> sessionEvents = new ArrayList<>();
    final List<SessionConnection> sessionConnections = new ArrayList<>();
    final List<SessionConsumed> sessionsConsumed = new ArrayList<>();
}
