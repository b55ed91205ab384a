package io.portcullis.server.projection;

import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * The tables as the projection reads and writes them. What happens often is written by columns; in a row, what may be null has its type said, so that
 * all rows of a batch are one statement. Every update is of exactly one row, or of those that a {@link Columns} holds;
 * the latter names its partition, because the planner takes a condition on the day for one that leaves few rows, and would read the whole day for each.
 */
interface Tables {

    /** How far the log is in the tables. */
    record Position(String log, long position, long recordTimeNanos) {
    }

    /** Which order a child order belongs to. */
    record Parent(String childId, String orderId, String venue) {
    }

    @Nullable
    @Select("select log, position, record_time_nanos from projection_position where name = #{name}")
    Position position(String name);

    /** Does nothing to a position that isn't the one expected: somebody else has moved it on. */
    @Update("""
            update projection_position set position = #{to}, record_time_nanos = #{time}, updated_at = now()
             where name = #{name} and log = #{log} and position = #{from}""")
    void moveOn(@Param("name") String name, @Param("log") String log, @Param("from") long from, @Param("to") long to, @Param("time") long time);

    @Insert("insert into projection_position (name, log, position, record_time_nanos) values (#{name}, #{log}, #{to}, #{time})")
    void begin(@Param("name") String name, @Param("log") String log, @Param("to") long to, @Param("time") long time);

    @Select("select from_position, day, started_at from trading_day")
    List<Rows.TradingDay> tradingDays();

    @Select("select ensure_partitions(#{day})")
    int ensurePartitions(LocalDate day);

    /** How the names of the partitions end in which that day's orders are. */
    @Select("""
            select case when to_regclass('parent_order_' || d.digits) is null or to_regclass('child_order_' || d.digits) is null then 'default' else d.digits end
              from (select to_char(#{day}::date, 'YYYYMMDD') as digits) as d""")
    String partition(LocalDate day);

    /** Those of a day's child orders. */
    @Select("""
            select child_id, order_id, venue from child_order
             where trading_day = #{day} and child_id = any(#{childIds})""")
    List<Parent> parents(@Param("day") LocalDate day, @Param("childIds") String[] childIds);

    @Update("""
            truncate projection_position, trading_day, parent_order, child_order, execution, stray_execution, corporate_action, order_event, session_event, session, care_order, telephoned_order, limit_change, limit_proposal, position_change, instrument_change, locate, kill, kill_order, kill_release, kill_rehearsal, limit_override, limit_override_use""")
    void clear();

    @Insert("insert into trading_day (from_position, day, started_at) values (#{fromPosition}, #{day}, #{startedAt})")
    void insertTradingDay(Rows.TradingDay row);

    @Insert("""
            insert into parent_order (trading_day, order_id, session, cl_ord_id, account, symbol, side, ord_type, time_in_force, order_qty, price,
                                      expire_time, instructions, ord_status, cum_qty, leaves_qty, traded, refusal, text, entered_at, updated_at, updated_by,
                                      list_id, contingency, cl_ord_link_id, cross_id, cross_type)
            select #{tradingDay}, t.order_id, t.session, t.cl_ord_id, t.account, t.symbol, t.side, t.ord_type, t.time_in_force, t.order_qty, t.price,
                   timestamptz 'epoch' + t.expire_time * interval '1us', t.instructions::jsonb, t.ord_status, t.cum_qty, t.leaves_qty, t.traded, t.refusal, t.text,
                   timestamptz 'epoch' + t.entered_at * interval '1us', timestamptz 'epoch' + t.updated_at * interval '1us', t.updated_by,
                   t.list_id, t.contingency, t.cl_ord_link_id, t.cross_id, t.cross_type
              from unnest(#{column.orderId}, #{column.session}, #{column.clOrdId}, #{column.account}, #{column.symbol}, #{column.side},
                          #{column.ordType}, #{column.timeInForce}, #{column.orderQty}, #{column.price}, #{column.expireTime}, #{column.instructions}, #{column.ordStatus},
                          #{column.cumQty}, #{column.leavesQty}, #{column.traded}, #{column.refusal}, #{column.text}, #{column.enteredAt},
                          #{column.updatedAt}, #{column.updatedBy}, #{column.listId}, #{column.contingency}, #{column.clOrdLinkId},
                          #{column.crossId}, #{column.crossType})
                   as t (order_id, session, cl_ord_id, account, symbol, side, ord_type, time_in_force, order_qty, price, expire_time, instructions, ord_status,
                         cum_qty, leaves_qty, traded, refusal, text, entered_at, updated_at, updated_by, list_id, contingency, cl_ord_link_id,
                         cross_id, cross_type)""")
    void insertParents(Columns rows);

    @Update("""
            update parent_order set cl_ord_id = #{terms.clOrdId}, account = coalesce(#{account,jdbcType=VARCHAR}, account), ord_type = #{terms.ordType}, time_in_force = #{terms.timeInForce},
                                    price = #{terms.price,jdbcType=NUMERIC}, expire_time = #{terms.expireTime,jdbcType=TIMESTAMP_WITH_TIMEZONE},
                                    instructions = #{terms.instructions,jdbcType=VARCHAR}::jsonb
             where order_id = #{orderId} and trading_day = #{tradingDay}""")
    void replaceParent(Rows.ReplacedParent row);

    @Update("""
            update parent_order set symbol = #{symbol}, price = case when #{isPriceToo} then #{price,jdbcType=NUMERIC} else price end,
                                    instructions = case when #{isPriceToo} then #{instructions,jdbcType=VARCHAR}::jsonb else instructions end
             where order_id = #{orderId} and trading_day = #{tradingDay}""")
    void adjustParent(Rows.AdjustedParent row);

    @Insert("""
            insert into corporate_action (action_id, kind, symbol, ex_date, ratio, amount, new_symbol, cancels_orders, orders, applied_by, reason, applied_at,
                                          updated_by)
            values (#{actionId}, #{kind}, #{symbol}, #{exDate}, #{ratio,jdbcType=VARCHAR}, #{amount,jdbcType=NUMERIC}, #{newSymbol,jdbcType=VARCHAR},
                    #{cancelsOrders}, #{orders}, #{appliedBy}, #{reason}, #{appliedAt}, #{position})""")
    void insertCorporateAction(Rows.NewCorporateAction row);

    @Insert("""
            insert into limit_change (log_position, change_index, changed_at, scope, measure, limit_before, limit_after, currency, warn_percent, proposal_id,
                                      changed_by, approved_by, reason, daily, holds_from, holds_until, within_seconds, release)
            values (#{position}, #{index}, #{at}, #{scope}, #{measure}, #{before,jdbcType=NUMERIC}, #{after,jdbcType=NUMERIC}, #{currency,jdbcType=VARCHAR},
                    #{warnPercent}, #{proposalId,jdbcType=BIGINT}, #{user}, #{approver,jdbcType=VARCHAR}, #{reason}, #{daily,jdbcType=VARCHAR},
                    #{from,jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{until,jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{withinSeconds,jdbcType=INTEGER},
                    #{release,jdbcType=VARCHAR})""")
    void insertLimitChange(Rows.LimitChanged row);

    @Insert("""
            insert into position_change (log_position, change_index, changed_at, account, symbol, quantity_before, quantity_after, price, changed_by, reason)
            values (#{position}, #{index}, #{at}, #{account}, #{symbol}, #{before}, #{after}, #{price,jdbcType=NUMERIC}, #{user}, #{reason})""")
    void insertPositionChange(Rows.PositionEntered row);

    @Insert("""
            insert into limit_proposal (proposal_id, proposed_at, proposed_by, changes, reason, expires_at, updated_by)
            values (#{proposalId}, #{at}, #{user}, #{changes}, #{reason}, #{expires}, #{position})""")
    void insertLimitProposal(Rows.LimitsProposed row);

    @Insert("""
            insert into instrument_change (log_position, change_index, changed_at, symbol, what, low, high, changed_by, venue, reason)
            values (#{position}, #{index}, #{at}, #{symbol}, #{what}, #{low,jdbcType=NUMERIC}, #{high,jdbcType=NUMERIC}, #{by}, #{venue,jdbcType=VARCHAR}, #{reason})""")
    void insertMarketChange(Rows.MarketChange row);

    @Insert("""
            insert into locate (locate_id, added_at, account, symbol, quantity, valid_until, reference, added_by, reason, updated_by)
            values (#{locateId}, #{at}, #{account}, #{symbol}, #{quantity}, #{validUntil}, #{reference}, #{user}, #{reason}, #{position})""")
    void insertLocate(Rows.LocateAdded row);

    @Update("update locate set ended_at = #{at}, ended_how = #{how}, executed = #{covered}, ended_by = #{user}, updated_by = #{position} where locate_id = #{locateId}")
    void endLocate(Rows.LocateEnded row);

    @Update("update limit_proposal set ended_at = #{at}, ended_how = #{how}, ended_by = #{user}, updated_by = #{position} where proposal_id = #{proposalId}")
    void endLimitProposal(Rows.LimitsSettled row);

    @Insert("""
            insert into kill (kill_id, ordered_at, subset, accounts, ordered_by, reason, release, updated_by)
            values (#{killId}, #{at}, #{subset}, #{accounts,jdbcType=VARCHAR}, #{user}, #{reason}, #{release}, #{position})""")
    void insertKill(Rows.KillOrdered row);

    @Insert("""
            insert into kill_order (kill_id, order_id, ordered_at, log_position) values (#{killId}, #{orderId}, #{at}, #{position})""")
    void insertKilledOrder(Rows.KilledOrder row);

    @Update("""
            update kill set worked_off_at = case when #{isFlat} then worked_off_at else #{at}::timestamptz end,
                            flat_at = case when #{isFlat} then #{at}::timestamptz else flat_at end, orders = #{orders}, updated_by = #{position}
             where kill_id = #{killId}""")
    void goOnWithKill(Rows.KillWentOn row);

    @Insert("""
            insert into kill_release (kill_id, proposed_at, proposed_by, reason, expires_at, updated_by)
            values (#{killId}, #{at}, #{user}, #{reason}, #{expires}, #{position})""")
    void insertKillRelease(Rows.KillRelease row);

    @Update("""
            update kill_release set ended_at = #{at}, ended_how = #{how}, ended_by = #{user}, updated_by = #{position}
             where kill_id = #{killId}
               and proposed_at = (select min(proposed_at) from kill_release where kill_id = #{killId} and ended_at is null)""")
    void endKillRelease(Rows.KillReleaseSettled row);

    @Update("""
            update kill set released_at = #{at}, released_by = #{user}, approved_by = #{approver,jdbcType=VARCHAR}, release_reason = #{reason},
                            updated_by = #{position}
             where kill_id = #{killId}""")
    void endKill(Rows.KillOver row);

    @Insert("""
            insert into kill_rehearsal (kill_id, rehearsed_at, subset, orders, parts, rehearsed_by, reason, log_position)
            values (#{killId}, #{at}, #{subset}, #{orders}, #{parts}, #{user}, #{reason}, #{position})""")
    void insertKillRehearsal(Rows.KillRehearsed row);

    @Insert("""
            insert into limit_override (override_id, asked_at, scope, cl_ord_id, refusals, up_to, orders, valid_until, asked_by, reason, expires_at, updated_by)
            values (#{overrideId}, #{at}, #{scope}, #{clOrdId,jdbcType=VARCHAR}, #{refusals}, #{upTo,jdbcType=NUMERIC}, #{orders}, #{until}, #{user}, #{reason},
                    #{expires}, #{position})""")
    void insertOverride(Rows.OverrideAsked row);

    @Update("""
            update limit_override set approved_at = #{at}, approved_by = #{user}, approval_reason = #{reason}, updated_by = #{position}
             where override_id = #{overrideId}""")
    void approveOverride(Rows.OverrideApproved row);

    @Insert("""
            insert into limit_override_use (override_id, log_position, order_id, used_at, objections)
            values (#{overrideId}, #{position}, #{orderId}, #{at}, #{objections})""")
    void insertOverrideUse(Rows.OverrideUsed row);

    @Update("""
            update limit_override set ended_at = #{at}, ended_how = #{how}, ended_by = #{user}, end_reason = #{reason}, updated_by = #{position}
             where override_id = #{overrideId}""")
    void endOverride(Rows.OverrideEnded row);

    @Update("update corporate_action set done_at = #{doneAt}, updated_by = #{position} where action_id = #{actionId}")
    void endCorporateAction(Rows.CorporateActionDone row);

    @Update("""
            update parent_order_${partition} o
               set instructions = jsonb_set(o.instructions, '{stopPx}', to_jsonb(trim_scale(t.stop_px))), price = coalesce(t.price, o.price)
              from unnest(#{column.orderId}, #{column.stopPx}, #{column.price}) as t (order_id, stop_px, price)
             where o.order_id = t.order_id""")
    void trailParents(Columns rows);

    @Update("""
            update parent_order_${partition} o
               set order_qty = t.order_qty, ord_status = t.ord_status, cum_qty = t.cum_qty, leaves_qty = t.leaves_qty, traded = t.traded,
                   text = coalesce(t.text, o.text), updated_at = timestamptz 'epoch' + t.updated_at * interval '1us', updated_by = t.updated_by
              from unnest(#{column.id}, #{column.ordStatus}, #{column.orderQty}, #{column.cumQty}, #{column.leavesQty}, #{column.traded},
                          #{column.text}, #{column.updatedAt}, #{column.updatedBy})
                   as t (id, ord_status, order_qty, cum_qty, leaves_qty, traded, text, updated_at, updated_by)
             where o.order_id = t.id""")
    void touchParents(Columns rows);

    @Insert("""
            insert into child_order (trading_day, child_id, order_id, order_day, venue, venue_order_id, ord_type, time_in_force, order_qty, price,
                                     expire_time, quote_price, quote_qty, ord_status, cum_qty, leaves_qty, traded, text, created_at, updated_at,
                                     updated_by)
            select #{tradingDay}, t.child_id, t.order_id, date 'epoch' + t.order_day, t.venue, t.venue_order_id, t.ord_type, t.time_in_force,
                   t.order_qty, t.price, timestamptz 'epoch' + t.expire_time * interval '1us', t.quote_price, t.quote_qty, t.ord_status, t.cum_qty,
                   t.leaves_qty, t.traded, t.text, timestamptz 'epoch' + t.created_at * interval '1us',
                   timestamptz 'epoch' + t.updated_at * interval '1us', t.updated_by
              from unnest(#{column.childId}, #{column.orderId}, #{column.orderDay}, #{column.venue}, #{column.venueOrderId}, #{column.ordType},
                          #{column.timeInForce}, #{column.orderQty}, #{column.price}, #{column.expireTime}, #{column.quotePrice}, #{column.quoteQty},
                          #{column.ordStatus}, #{column.cumQty}, #{column.leavesQty}, #{column.traded}, #{column.text}, #{column.createdAt},
                          #{column.updatedAt}, #{column.updatedBy})
                   as t (child_id, order_id, order_day, venue, venue_order_id, ord_type, time_in_force, order_qty, price, expire_time, quote_price,
                         quote_qty, ord_status, cum_qty, leaves_qty, traded, text, created_at, updated_at, updated_by)""")
    void insertChildren(Columns rows);

    @Update("""
            update child_order set ord_type = #{ordType}, time_in_force = #{timeInForce}, price = #{price,jdbcType=NUMERIC},
                                   expire_time = #{expireTime,jdbcType=TIMESTAMP_WITH_TIMEZONE}
             where child_id = #{childId} and trading_day = #{tradingDay}""")
    void replaceChild(Rows.ReplacedChild row);

    @Update("""
            update child_order_${partition} o
               set order_qty = t.order_qty, ord_status = t.ord_status, cum_qty = t.cum_qty, leaves_qty = t.leaves_qty, traded = t.traded,
                   venue_order_id = coalesce(t.venue_order_id, o.venue_order_id), text = coalesce(t.text, o.text),
                   updated_at = timestamptz 'epoch' + t.updated_at * interval '1us', updated_by = t.updated_by
              from unnest(#{column.id}, #{column.ordStatus}, #{column.orderQty}, #{column.cumQty}, #{column.leavesQty}, #{column.traded},
                          #{column.venueOrderId}, #{column.text}, #{column.updatedAt}, #{column.updatedBy})
                   as t (id, ord_status, order_qty, cum_qty, leaves_qty, traded, venue_order_id, text, updated_at, updated_by)
             where o.child_id = t.id""")
    void touchChildren(Columns rows);

    @Insert("""
            insert into execution (trading_day, exec_id, exec_type, order_id, order_day, child_id, child_day, venue, venue_exec_id, ref_exec_id,
                                   last_qty, last_px, venue_cum_qty, trade_date, executed_at, position)
            select #{tradingDay}, t.exec_id, t.exec_type, t.order_id, date 'epoch' + t.order_day, t.child_id, date 'epoch' + t.child_day, t.venue,
                   t.venue_exec_id, t.ref_exec_id, t.last_qty, t.last_px, t.venue_cum_qty, t.trade_date,
                   timestamptz 'epoch' + t.executed_at * interval '1us', t.position
              from unnest(#{column.execId}, #{column.execType}, #{column.orderId}, #{column.orderDay}, #{column.childId}, #{column.childDay},
                          #{column.venue}, #{column.venueExecId}, #{column.refExecId}, #{column.lastQty}, #{column.lastPx}, #{column.venueCumQty},
                          #{column.tradeDate}, #{column.executedAt}, #{column.position})
                   as t (exec_id, exec_type, order_id, order_day, child_id, child_day, venue, venue_exec_id, ref_exec_id, last_qty, last_px,
                         venue_cum_qty, trade_date, executed_at, position)""")
    void insertExecutions(Columns rows);

    @Update("update execution set undone_by = #{undoneBy} where exec_id = #{execId} and trading_day = #{tradingDay} and undone_by is null")
    void undoExecution(Rows.UndoneExecution row);

    @Update("update execution set done_by = #{doneBy}, executed_at = #{executedAt} where exec_id = #{execId} and trading_day = #{tradingDay}")
    void executeByHand(Rows.ExecutionByHand row);

    @Insert("""
            insert into care_order (trading_day, order_id, staged_at, changed_at, updated_by)
            values (#{tradingDay}, #{orderId}, #{stagedAt}, #{stagedAt}, #{position})""")
    void insertCareOrder(Rows.NewCareOrder row);

    @Insert("""
            insert into telephoned_order (trading_day, order_id, session, reference, entered_by, reason, entered_at)
            values (#{tradingDay}, #{orderId}, #{session}, #{reference}, #{enteredBy,jdbcType=VARCHAR}, #{reason}, #{enteredAt})""")
    void insertTelephonedOrder(Rows.TelephonedOrder row);

    @Update("update care_order set owner = #{owner,jdbcType=VARCHAR}, changed_at = #{changedAt}, updated_by = #{position} where order_id = #{orderId}")
    void ownCareOrder(Rows.CareOwner row);

    @Update("""
            update care_order set is_locked = coalesce(#{isLocked,jdbcType=BOOLEAN}, is_locked), holds_fills = coalesce(#{holdsFills,jdbcType=BOOLEAN}, holds_fills),
                   changed_at = #{changedAt}, updated_by = #{position}
             where order_id = #{orderId}""")
    void markCareOrder(Rows.CareMark row);

    @Insert("""
            insert into stray_execution (trading_day, position, event_index, stray_id, exec_type, exec_ref_id, child_id, venue, cl_ord_id, venue_order_id,
                                         venue_exec_id, symbol, side, last_qty, last_px, venue_cum_qty, trade_date, is_busted, text, reported_at)
            values (#{tradingDay}, #{position}, #{eventIndex}, #{strayId,jdbcType=VARCHAR}, #{execType}, #{execRefId,jdbcType=VARCHAR},
                    #{childId,jdbcType=VARCHAR}, #{venue}, #{clOrdId}, #{venueOrderId}, #{venueExecId}, #{symbol}, #{side,jdbcType=VARCHAR}, #{lastQty},
                    #{lastPx,jdbcType=NUMERIC}, #{venueCumQty,jdbcType=NUMERIC}, #{tradeDate,jdbcType=VARCHAR}, #{isBusted}, #{text}, #{reportedAt})""")
    void insertStrayExecution(Rows.StrayExecution row);

    @Update("""
            update stray_execution set is_busted = #{isBusted}, standing_qty = #{standingQty,jdbcType=NUMERIC}, standing_px = #{standingPx,jdbcType=NUMERIC}
             where stray_id = #{strayId} and trading_day = #{tradingDay}""")
    void reviseStray(Rows.RevisedStray row);

    @Update("""
            update stray_execution set denied_at = #{deniedAt}, denied_by = #{deniedBy,jdbcType=VARCHAR}, dk_reason = #{dkReason}
             where stray_id = #{strayId} and trading_day = #{tradingDay}""")
    void denyStray(Rows.DeniedStray row);

    @Update("""
            update stray_execution set settled_at = #{settledAt}, settled_by = #{settledBy,jdbcType=VARCHAR}, settlement = #{settlement},
                   order_id = #{orderId,jdbcType=VARCHAR}, exec_id = #{execId,jdbcType=VARCHAR}
             where stray_id = #{strayId} and trading_day = #{tradingDay}""")
    void settleStray(Rows.SettledStray row);

    @Insert("""
            insert into order_event (trading_day, position, event_index, event_time, event_type, order_id, child_id, session, msg_seq_num, cl_ord_id,
                                     payload)
            select #{tradingDay}, t.position, t.event_index, timestamptz 'epoch' + t.event_time * interval '1us', t.event_type, t.order_id,
                   t.child_id, t.session, t.msg_seq_num, t.cl_ord_id, t.payload::jsonb
              from unnest(#{column.position}, #{column.eventIndex}, #{column.eventTime}, #{column.eventType}, #{column.orderId}, #{column.childId},
                          #{column.session}, #{column.msgSeqNum}, #{column.clOrdId}, #{column.payload})
                   as t (position, event_index, event_time, event_type, order_id, child_id, session, msg_seq_num, cl_ord_id, payload)""")
    void insertOrderEvents(Columns rows);

    @Insert("""
            insert into session_event (trading_day, position, event_index, event_time, event_type, session, venue, reason)
            values (#{tradingDay}, #{position}, #{eventIndex}, #{eventTime}, #{eventType}, #{session}, #{venue,jdbcType=VARCHAR},
                    #{reason,jdbcType=VARCHAR})""")
    void insertSessionEvent(Rows.SessionEvent row);

    @Insert("""
            insert into session (session, venue, is_logged_on, reason, changed_at, updated_by)
            values (#{session}, #{venue,jdbcType=VARCHAR}, #{isLoggedOn}, #{reason,jdbcType=VARCHAR}, #{changedAt}, #{updatedBy})
            on conflict (session) do update
               set venue = excluded.venue, is_logged_on = excluded.is_logged_on, reason = excluded.reason, changed_at = excluded.changed_at,
                   updated_by = greatest(session.updated_by, excluded.updated_by)""")
    void connectSession(Rows.SessionConnection row);

    @Insert("""
            insert into session (session, generation, consumed, consumed_at, updated_by)
            values (#{session}, #{generation}, #{consumed}, #{consumedAt}, #{updatedBy})
            on conflict (session) do update
               set generation = excluded.generation, consumed = excluded.consumed, consumed_at = excluded.consumed_at,
                   updated_by = greatest(session.updated_by, excluded.updated_by)""")
    void consumeOfSession(Rows.SessionConsumed row);
}
