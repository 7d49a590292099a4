/** The divisions of the city: city, districts, streets and towns, committees (市、区、街镇、居村). */
@NullMarked
package io.communitycloud.resident.area;

import org.jspecify.annotations.NullMarked;
