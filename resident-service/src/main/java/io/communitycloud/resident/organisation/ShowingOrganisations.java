package io.communitycloud.resident.organisation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Unmasking;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.Page;
import io.communitycloud.resident.identifier.Caution;
import io.communitycloud.resident.identifier.Identifiers;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Shows organisations to a caller: whom to ask for is masked, unless role and purpose of this operation open it.
 *
 * <p>Before a contact is shown in clear, the look is on record: where the record cannot be made, the answer is 503. Lists
 * are masked always.
 */
@Service
class ShowingOrganisations {

    private final ContactPhones phones;
    private final Identifiers identifiers;
    private final Unmasking unmasking;
    private final AccessRecords accesses;

    ShowingOrganisations(ContactPhones phones, Identifiers identifiers, Unmasking unmasking, AccessRecords accesses) {
        this.phones = phones;
        this.identifiers = identifiers;
        this.unmasking = unmasking;
        this.accesses = accesses;
    }

    OrganisationView show(Organisation organisation, Caller caller, String operation) {
        boolean clear = organisation.contact() != null && unmasking.permits(operation, caller);
        if (clear) {
            accesses.require(
                    caller,
                    operation,
                    "organisation",
                    organisation.area(),
                    organisation.id(),
                    OrganisationView.PERSONAL);
        }
        return view(organisation, !clear);
    }

    Page<OrganisationView> masked(Page<Organisation> page) {
        return page.map(organisation -> view(organisation, true));
    }

    /** The tag of what was shown: the views of one version differ. */
    static String etag(Organisation organisation, OrganisationView shown) {
        return Etags.of(organisation.version(), shown.masked() ? "masked" : "full");
    }

    private OrganisationView view(Organisation organisation, boolean masked) {
        String code = organisation.code();
        List<Caution> cautions =
                code == null ? List.of() : identifiers.socialCreditCode(code).cautions();
        return OrganisationView.of(organisation, cautions, phones.of(organisation), masked);
    }
}
