package io.communitycloud.exchange.operation;

import java.time.LocalDate;
import java.util.Optional;

/** Which operations are to end; a bean of whoever decides it. */
@FunctionalInterface
public interface OperationEnds {

    /** The end of an operation, where one is set. */
    Optional<End> of(String systemId, String operation);

    /**
     * An end.
     *
     * @param on the first day it is not there any more
     * @param replacement method and path of what takes its place
     */
    record End(LocalDate on, String replacement) {}
}
