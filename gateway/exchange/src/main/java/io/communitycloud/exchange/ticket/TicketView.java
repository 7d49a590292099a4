package io.communitycloud.exchange.ticket;

import io.communitycloud.exchange.answer.OperationAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it is shown.
 *
 * @param operation the canonical operation, or {@code inbox} for what the system sent us
 * @param code why it failed or was refused
 * @param answer as the operation itself would have answered, once it is done
 * @param what the sender's own name of a push or file
 * @param noted cells of a file that were put right or may have lost something
 * @param errors where all problems of a file stand, as CSV
 * @param problems the first problems of a file
 */
public record TicketView(
        String id,
        String systemId,
        String operation,
        TicketState state,
        @Nullable String code,
        long done,
        long failed,
        long total,
        Instant createdAt,
        Instant updatedAt,
        @Nullable OperationAnswer answer,
        @Nullable String what,
        @Nullable Integer noted,
        @Nullable String errors,
        @Nullable List<RowProblem> problems) {

    /**
     * What is told of a cell.
     *
     * @param row counted from 1, 0 where it is the file's
     * @param refused whether the row was refused for it; otherwise it was taken and this is a note
     */
    public record RowProblem(int row, String field, String code, boolean refused, String reason) {}
}
