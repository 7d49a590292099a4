package io.communitycloud.team.team;

/** Says whether a team is called away; answered by the mobilisations. */
@FunctionalInterface
public interface Engagements {

    /** Whether a team was called and has neither declined nor been let go. */
    boolean isEngaged(String teamId);
}
