/** The pages that explain a problem's code, and the problems the server itself raises. */
@NullMarked
package io.communitycloud.edge.problem;

import org.jspecify.annotations.NullMarked;
