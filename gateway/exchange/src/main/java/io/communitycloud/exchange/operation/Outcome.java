package io.communitycloud.exchange.operation;

import io.communitycloud.exchange.answer.OperationAnswer;

/** What a caller gets: an answer, or a ticket for one. */
sealed interface Outcome {

    record Answered(OperationAnswer answer) implements Outcome {}

    record Ticketed(String systemId, String ticketId) implements Outcome {}
}
