package io.communitycloud.exchange.grant;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.answer.AnswerView;
import io.communitycloud.exchange.answer.OperationAnswer;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.operation.OperationGuard;
import io.communitycloud.exchange.operation.OperationRefusal;
import io.communitycloud.exchange.partner.Partners;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Asks for a grant once more where an operation is done: the door may have heard of its end a moment later. Of answers, and
 * of those a ticket brings, a partner sees the fields of its agreement.
 */
@Component
class GrantGuard implements OperationGuard, AnswerView {

    private final GrantedFields granted;
    private final Partners partners;

    GrantGuard(GrantedFields granted, Partners partners) {
        this.granted = granted;
        this.partners = partners;
    }

    @Override
    public void admit(Caller caller, Served served, Served.Operation operation) {
        if (isBound(caller)
                && fields(caller, served.manifest().id(), operation.id()).isEmpty()) {
            throw new Refused(OperationRefusal.NOT_GRANTED);
        }
    }

    @Override
    public OperationAnswer show(Caller caller, OperationAnswer answer) {
        if (!isBound(caller)) {
            return answer;
        }
        Set<String> fields = fields(caller, answer.source(), answer.operation()).orElse(Set.of());
        return new OperationAnswer(
                answer.source(),
                answer.operation(),
                answer.observedAt(),
                answer.stale(),
                answer.staleSince(),
                GrantedFields.trimmed(answer.data(), fields),
                answer.replaced());
    }

    /** Whether agreements bound this caller: a partner's system. */
    private boolean isBound(Caller caller) {
        String bureau = caller.bureau();
        return caller.has("bureau-client") && bureau != null && partners.include(bureau);
    }

    private Optional<Set<String>> fields(Caller caller, String system, String operation) {
        return granted.of(String.valueOf(caller.bureau()), "legacy/" + system + "/" + operation);
    }
}
