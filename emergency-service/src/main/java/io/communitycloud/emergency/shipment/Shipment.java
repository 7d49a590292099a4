package io.communitycloud.emergency.shipment;

/** Things that are shipped and must be in the store; what is there already is left as it is. */
public interface Shipment {

    /** Brings them in; false where something they need is not known yet, such as the areas. */
    boolean load();
}
