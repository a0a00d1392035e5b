extension Scenario {
    /// The edge drops off the VPN and comes back.
    static let vpnDrop = Scenario(
        name: "vpn-drop", summary: "k3d stops answering for two minutes, as when the edge machine sleeps, and comes back.",
        timeline: [
            at(.zero, .cluster(.k3d, .link(isUp: false))),
            at(.minutes(2), .cluster(.k3d, .link(isUp: true))),
        ])

    /// The edge drops off the VPN and stays away.
    static let edgeOffline = Scenario(
        name: "edge-offline", summary: "k3d stops answering and stays away until another scenario brings it back.",
        timeline: [at(.zero, .cluster(.k3d, .link(isUp: false)))])
}
