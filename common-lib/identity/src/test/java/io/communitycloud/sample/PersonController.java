package io.communitycloud.sample;

/** A service's controller, as far as the access law sees it. */
public final class PersonController {

    public void readPerson() {}

    public void listPlaces() {}

    public void forgotten() {}
}
