package io.portcullis.server.riskmetrics;

import java.nio.file.Files;
import java.nio.file.Path;

/** Notices that a file was taken away. One that is missing only once is being replaced. For one thread. */
final class GoneFile {

    private final Path file;
    private boolean wasThere;
    private int looks;

    GoneFile(Path file) {
        this.file = file;
        this.wasThere = Files.exists(file);
    }

    /** Once for each time that it is taken away. */
    boolean isGone() {
        if (Files.exists(file)) {
            wasThere = true;
            looks = 0;
            return false;
        }
        boolean isGone = wasThere && ++looks == 2;
        wasThere &= !isGone;
        return isGone;
    }
}
