package io.communitycloud.resource.requisition;

/**
 * An item that is asked for.
 *
 * @param approved how much of it is granted; what was asked for until somebody decides
 */
public record Line(String item, int requested, int approved) {

    Line grant(int quantity) {
        return new Line(item, requested, quantity);
    }
}
