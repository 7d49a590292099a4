package io.communitycloud.emergency.incident;

import io.communitycloud.common.web.Refusal;
import java.util.Optional;

/** Something that an incident waits for before it can be closed. */
public interface KeepsOpen {

    /** Why an incident cannot be closed yet; nothing where it can. */
    Optional<Refusal> against(Incident incident);
}
