/** Identifiers that a state or a carrier issued: what makes them well formed, and what merely looks odd. */
@NullMarked
package io.communitycloud.resident.identifier;

import org.jspecify.annotations.NullMarked;
