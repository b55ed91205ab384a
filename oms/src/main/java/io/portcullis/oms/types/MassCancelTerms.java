package io.portcullis.oms.types;

/**
 * What a request asks for that cancels many orders at once.
 *
 * @param action MassActionType(1373); {@link #CANCEL} in a mass cancel request, which can ask for nothing else
 * @param scope MassCancelRequestType(530) or MassActionScope(1374), as the client wrote it
 */
public record MassCancelTerms(Form form, String action, String scope, OrderSelection which) {

    /** MassActionType(1373): what is there is canceled. */
    public static final String CANCEL = "3";
    /** MassActionType(1373): it is canceled, too, and nothing new is taken until people of ours let it be over. */
    public static final String SUSPEND = "1";

    /** Nothing new shall be taken after it. */
    public boolean isSuspend() {
        return form == Form.MASS_ACTION && action.equals(SUSPEND);
    }

    /** In which message it came, and so which one answers it. Written to the event log by {@link #code()}. */
    public enum Form {

        /** OrderMassCancelRequest(35=q), answered by OrderMassCancelReport(35=r). */
        MASS_CANCEL('q'),
        /** OrderMassActionRequest(35=CA), answered by OrderMassActionReport(35=BZ). */
        MASS_ACTION('A');

        private final char code;

        Form(char code) {
            this.code = code;
        }

        public char code() {
            return code;
        }

        /** @throws IllegalStateException if no form has this code */
        public static Form of(char code) {
            for (Form form : values()) {
                if (form.code == code) {
                    return form;
                }
            }
            throw new IllegalStateException("form '" + code + "' of a mass cancel is not known to this release");
        }
    }
}
