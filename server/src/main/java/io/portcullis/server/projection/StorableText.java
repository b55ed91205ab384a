package io.portcullis.server.projection;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.StringTypeHandler;

/** Writes texts so that whatever a counterparty sent can be stored. */
final class StorableText extends StringTypeHandler {

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, String text, JdbcType type) throws SQLException {
        super.setNonNullParameter(statement, index, Stored.storable(text), type);
    }
}
