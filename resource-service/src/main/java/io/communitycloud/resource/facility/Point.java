package io.communitycloud.resource.facility;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * A place on earth in WGS-84 (CGCS2000), degrees (RFC 7946).
 *
 * @param longitude within the city's bounding box
 * @param latitude within the city's bounding box
 */
public record Point(
        @DecimalMin("120.8") @DecimalMax("122.3") double longitude,
        @DecimalMin("30.6") @DecimalMax("31.9") double latitude) {}
