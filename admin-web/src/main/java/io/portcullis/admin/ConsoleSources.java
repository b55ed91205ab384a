package io.portcullis.admin;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.admin.port.CorporateActionsDesk;
import io.portcullis.admin.port.DayView;
import io.portcullis.admin.port.Health;
import io.portcullis.admin.port.KillsDesk;
import io.portcullis.admin.port.LimitsDesk;
import io.portcullis.admin.port.LocatesDesk;
import io.portcullis.admin.port.MarketDataView;
import io.portcullis.admin.port.MarketsDesk;
import io.portcullis.admin.port.MessagesView;
import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OverridesDesk;
import io.portcullis.admin.port.PositionsDesk;
import io.portcullis.admin.port.RiskMetricsView;
import io.portcullis.admin.port.SessionsView;
import io.portcullis.admin.port.StraysView;
import io.portcullis.admin.port.VenuesView;
import io.portcullis.admin.readmodel.ReadModel;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the console shows, and whom it tells what the operator wants.
 *
 * @param riskMetrics null where none are reckoned
 * @param metricTexts what each metric says, by its name in Prometheus' format without {@code _total}
 * @param logHead position of the last record in the event log: how far the read model is behind is measured by it
 * @param version of the program
 */
public record ConsoleSources(ReadModel readModel, SessionsView sessions, VenuesView venues, DayView day, CorporateActionsDesk corporateActions,
        LimitsDesk limits,
        PositionsDesk positions,
        KillsDesk kills,
        LocatesDesk locates,
        @Nullable RiskMetricsView riskMetrics,
        OverridesDesk overrides, MarketsDesk markets, MarketDataView marketData,
        StraysView strays, MessagesView messages,
        OperatorCommands commands,
        Health health,
        MetricRegistry metrics,
        Map<String, String> metricTexts, LongSupplier logHead,
        String version) {
}
