/** Goods that a lower level asks an upper one for: asked, approved, reserved, shipped, received, and differences settled. */
@NullMarked
package io.communitycloud.resource.requisition;

import org.jspecify.annotations.NullMarked;
