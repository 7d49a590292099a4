package io.communitycloud.exchange.answer;

import io.communitycloud.common.identity.Caller;

/** Shows a caller an answer, or part of it; a bean per matter, such as the fields a bureau was granted. */
@FunctionalInterface
public interface AnswerView {

    OperationAnswer show(Caller caller, OperationAnswer answer);
}
