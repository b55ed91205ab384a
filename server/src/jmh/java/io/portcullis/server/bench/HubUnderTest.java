package io.portcullis.server.bench;

import io.portcullis.server.bench.WireSession.CompIds;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A hub that has been started in a process of its own.
 *
 * @param clientPort where its client session is accepted; perhaps not yet
 * @param dropCopy the CompIDs of a reader of drop copies, who connects to the same port; null if there are none
 * @param companions the processes that work for it, such as its database's; asked anew each time, since they come and go
 */
record HubUnderTest(ChildJvm jvm, int clientPort, @Nullable CompIds dropCopy, Supplier<List<ProcessHandle>> companions) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        jvm.close();
    }
}
