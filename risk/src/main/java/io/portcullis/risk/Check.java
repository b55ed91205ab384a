package io.portcullis.risk;

import io.portcullis.oms.types.Objection;
import java.util.List;

/** One pre-trade control. Pure: it looks at what it is handed and objects or not. */
interface Check {

    void check(CheckedOrder order, List<Objection> objections);
}
