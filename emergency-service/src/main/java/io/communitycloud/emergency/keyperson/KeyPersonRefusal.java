package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refusal.Kind;

/** Why a list cannot be taken, or a person not be answered for, as asked. */
final class KeyPersonRefusal {

    /** The key stands for a list that says something else. */
    static final Refusal KEY_OF_ANOTHER_LIST =
            Refusal.of("list-key-of-another-list", Kind.RULE).at("/key");

    /** The same list is being taken in at this moment. */
    static final Refusal BEING_TAKEN = Refusal.of("list-being-taken", Kind.CONFLICT);

    /** Somebody answered for her already. */
    static final Refusal ANSWERED_ALREADY = Refusal.of("key-person-answered-already", Kind.CONFLICT);

    /** She is with that area already. */
    static final Refusal THERE_ALREADY =
            Refusal.of("key-person-there-already", Kind.CONFLICT).at("/area");

    private KeyPersonRefusal() {}
}
