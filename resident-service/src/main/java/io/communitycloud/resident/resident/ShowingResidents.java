package io.communitycloud.resident.resident;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Unmasking;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Shows residents to a caller: masked, unless role and purpose of this operation open them.
 *
 * <p>Before anything is shown in clear, the look is on record: where the record cannot be made, the answer is 503.
 */
@Service
public class ShowingResidents {

    private final PersonalFields fields;
    private final Unmasking unmasking;
    private final AccessRecords accesses;

    ShowingResidents(PersonalFields fields, Unmasking unmasking, AccessRecords accesses) {
        this.fields = fields;
        this.unmasking = unmasking;
        this.accesses = accesses;
    }

    /** One resident as this caller may see her in this operation. */
    public ResidentView show(Resident resident, Caller caller, String operation) {
        if (!unmasking.permits(operation, caller)) {
            return ResidentView.masked(resident, fields);
        }
        accesses.require(caller, operation, "resident", resident.area(), resident.id(), ResidentView.PERSONAL);
        return ResidentView.clear(resident, fields);
    }

    /** A page of residents as this caller may see them in this operation. */
    public Page<ResidentView> show(Page<Resident> page, Caller caller, String operation) {
        if (page.items().isEmpty() || !unmasking.permits(operation, caller)) {
            return page.map(resident -> ResidentView.masked(resident, fields));
        }
        Map<String, List<String>> byArea = new HashMap<>();
        page.items()
                .forEach(resident -> byArea.computeIfAbsent(resident.area(), area -> new ArrayList<>())
                        .add(resident.id()));
        accesses.require(caller, operation, "resident", byArea, ResidentView.PERSONAL);
        return page.map(resident -> ResidentView.clear(resident, fields));
    }

    /** The tag of what was shown: the views of one version differ. */
    public static String etag(Resident resident, ResidentView shown) {
        return Etags.of(resident.version(), shown.masked() ? "masked" : "full");
    }
}
