/** The platform's entry: it identifies, limits, routes and never decides a matter of business. */
@NullMarked
package io.communitycloud.edge;

import org.jspecify.annotations.NullMarked;
