package io.communitycloud.emergency.catalogue;

/** What an accident did: the numbers that State Council Decree 493 grades by. */
public record Harm(int deaths, int seriousInjuries, long lossYuan) {

    public static final Harm NONE = new Harm(0, 0, 0);
}
