package io.github.maskloom.spring;

import io.github.maskloom.fusion.spi.ProviderConfig;

/**
 * A provider that {@link FusionClients} opens a client of. A bean of this type adds one. Of several
 * with the same name the last counts.
 *
 * @param name by which {@code maskloom.fusion.provider} and {@link FusionClients#get(String)} know
 *     the provider; need not be its id
 * @param config how the provider is set up; names the provider by its id
 */
public record FusionProviderSetup(String name, ProviderConfig config) {}
