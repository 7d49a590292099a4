package io.communitycloud.resident.organisation;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refusal.Kind;

/** Why an organisation cannot be entered, changed or joined as asked. */
final class OrganisationRefusal {

    /** Another open organisation has this code. */
    static final Refusal CODE_TAKEN = Refusal.of("organisation-code-taken", Kind.CONFLICT);
    /** Somebody is entering an organisation with this code at this moment. */
    static final Refusal BEING_REGISTERED = Refusal.of("organisation-being-registered", Kind.CONFLICT);
    /** Nothing more happens to an organisation that ended, and nobody joins it. */
    static final Refusal CLOSED = Refusal.of("organisation-closed", Kind.CONFLICT);
    /** The day of the end lies in the future or before the organisation was established. */
    static final Refusal CLOSING_DAY = Refusal.of("closing-day-out-of-order", Kind.RULE);
    /** The dwelling lies in another committee than the organisation. */
    static final Refusal DWELLING_ELSEWHERE = Refusal.of("dwelling-elsewhere", Kind.RULE);

    private OrganisationRefusal() {}
}
