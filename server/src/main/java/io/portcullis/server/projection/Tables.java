package io.portcullis.server.projection;

import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * The tables as the projection reads and writes them. What may be null has its type said, so that all rows of a batch are one statement. Every update is of exactly
 * one row, or of those that a {@link Touched} names.
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

    /** Those of a day's child orders. */
    @Select("""
            select child_id, order_id, venue from child_order
             where trading_day = #{day} and child_id = any(#{childIds})""")
    List<Parent> parents(@Param("day") LocalDate day, @Param("childIds") String[] childIds);

    @Update("""
            truncate projection_position, trading_day, parent_order, child_order, execution, stray_execution, order_event, session_event, session""")
    void clear();

    @Insert("insert into trading_day (from_position, day, started_at) values (#{fromPosition}, #{day}, #{startedAt})")
    void insertTradingDay(Rows.TradingDay row);

    @Insert("""
            insert into parent_order (trading_day, order_id, session, cl_ord_id, account, symbol, side, ord_type, time_in_force, order_qty, price, expire_time,
                                      ord_status, cum_qty, leaves_qty, traded, refusal, text, entered_at, updated_at, updated_by)
            values (#{tradingDay}, #{orderId}, #{session}, #{terms.clOrdId}, #{account,jdbcType=VARCHAR}, #{symbol}, #{side}, #{terms.ordType},
                    #{terms.timeInForce}, #{standing.orderQty}, #{terms.price,jdbcType=NUMERIC}, #{terms.expireTime,jdbcType=TIMESTAMP_WITH_TIMEZONE},
                    #{standing.ordStatus}, #{standing.cumQty}, #{standing.leavesQty}, #{standing.traded}, #{refusal,jdbcType=INTEGER},
                    #{text,jdbcType=VARCHAR}, #{enteredAt}, #{standing.updatedAt}, #{standing.updatedBy})""")
    void insertParent(Rows.NewParent row);

    @Update("""
            update parent_order set cl_ord_id = #{terms.clOrdId}, ord_type = #{terms.ordType}, time_in_force = #{terms.timeInForce},
                                    price = #{terms.price,jdbcType=NUMERIC}, expire_time = #{terms.expireTime,jdbcType=TIMESTAMP_WITH_TIMEZONE}
             where order_id = #{orderId} and trading_day = #{tradingDay}""")
    void replaceParent(Rows.ReplacedParent row);

    @Update("""
            update parent_order o
               set order_qty = t.order_qty, ord_status = t.ord_status, cum_qty = t.cum_qty, leaves_qty = t.leaves_qty, traded = t.traded,
                   text = coalesce(t.text, o.text), updated_at = t.updated_at::timestamptz, updated_by = t.updated_by
              from unnest(#{id}, #{ordStatus}, #{orderQty}, #{cumQty}, #{leavesQty}, #{traded}, #{text}, #{updatedAt}, #{updatedBy})
                   as t (id, ord_status, order_qty, cum_qty, leaves_qty, traded, text, updated_at, updated_by)
             where o.order_id = t.id and o.trading_day = #{tradingDay}""")
    void touchParents(Touched rows);

    @Insert("""
            insert into child_order (trading_day, child_id, order_id, order_day, venue, venue_order_id, ord_type, time_in_force, order_qty, price, expire_time,
                                     quote_price, quote_qty, ord_status, cum_qty, leaves_qty, traded, text, created_at, updated_at, updated_by)
            values (#{tradingDay}, #{childId}, #{orderId}, #{orderDay}, #{venue}, #{venueOrderId,jdbcType=VARCHAR}, #{ordType}, #{timeInForce},
                    #{standing.orderQty}, #{price,jdbcType=NUMERIC}, #{expireTime,jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{quotePrice,jdbcType=NUMERIC},
                    #{quoteQty,jdbcType=NUMERIC}, #{standing.ordStatus}, #{standing.cumQty}, #{standing.leavesQty}, #{standing.traded},
                    #{text,jdbcType=VARCHAR}, #{createdAt}, #{standing.updatedAt}, #{standing.updatedBy})""")
    void insertChild(Rows.NewChild row);

    @Update("update child_order set price = #{price,jdbcType=NUMERIC} where child_id = #{childId} and trading_day = #{tradingDay}")
    void repriceChild(Rows.RepricedChild row);

    @Update("""
            update child_order o
               set order_qty = t.order_qty, ord_status = t.ord_status, cum_qty = t.cum_qty, leaves_qty = t.leaves_qty, traded = t.traded,
                   venue_order_id = coalesce(t.venue_order_id, o.venue_order_id), text = coalesce(t.text, o.text),
                   updated_at = t.updated_at::timestamptz, updated_by = t.updated_by
              from unnest(#{id}, #{ordStatus}, #{orderQty}, #{cumQty}, #{leavesQty}, #{traded}, #{venueOrderId}, #{text}, #{updatedAt}, #{updatedBy})
                   as t (id, ord_status, order_qty, cum_qty, leaves_qty, traded, venue_order_id, text, updated_at, updated_by)
             where o.child_id = t.id and o.trading_day = #{tradingDay}""")
    void touchChildren(Touched rows);

    @Insert("""
            insert into execution (trading_day, exec_id, exec_type, order_id, order_day, child_id, child_day, venue, venue_exec_id, ref_exec_id, last_qty,
                                   last_px, venue_cum_qty, trade_date, executed_at, position)
            values (#{tradingDay}, #{execId}, #{execType}, #{orderId}, #{orderDay}, #{childId}, #{childDay}, #{venue}, #{venueExecId},
                    #{refExecId,jdbcType=VARCHAR}, #{lastQty,jdbcType=NUMERIC}, #{lastPx,jdbcType=NUMERIC}, #{venueCumQty,jdbcType=NUMERIC},
                    #{tradeDate,jdbcType=VARCHAR}, #{executedAt}, #{position})""")
    void insertExecution(Rows.Execution row);

    @Update("update execution set undone_by = #{undoneBy} where exec_id = #{execId} and trading_day = #{tradingDay} and undone_by is null")
    void undoExecution(Rows.UndoneExecution row);

    @Insert("""
            insert into stray_execution (trading_day, position, event_index, venue, cl_ord_id, venue_order_id, venue_exec_id, symbol, side, last_qty, last_px,
                                         text, reported_at)
            values (#{tradingDay}, #{position}, #{eventIndex}, #{venue}, #{clOrdId}, #{venueOrderId}, #{venueExecId}, #{symbol}, #{side,jdbcType=VARCHAR},
                    #{lastQty}, #{lastPx,jdbcType=NUMERIC}, #{text}, #{reportedAt})""")
    void insertStrayExecution(Rows.StrayExecution row);

    @Insert("""
            insert into order_event (trading_day, position, event_index, event_time, event_type, order_id, child_id, session, msg_seq_num, cl_ord_id, payload)
            values (#{tradingDay}, #{position}, #{eventIndex}, #{eventTime}, #{eventType}, #{orderId,jdbcType=VARCHAR}, #{childId,jdbcType=VARCHAR},
                    #{session,jdbcType=VARCHAR}, #{msgSeqNum,jdbcType=INTEGER}, #{clOrdId,jdbcType=VARCHAR}, cast(#{payload} as jsonb))""")
    void insertOrderEvent(Rows.OrderEvent row);

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
