// Package scenario answers what would happen if: a scenario is a named change of a plan's
// input. The base and every scenario are planned and simulated with the same seed, so that
// they meet the same customers, and compared figure by figure with the confidence of the
// differences. A scenario that changes nothing differs by exactly nothing.
package scenario

// Scenario is a named list of changes, made in their order.
type Scenario struct {
	Name    string
	About   string // for people; may be empty
	Changes []Change
	Mode    Mode // empty is Replanned
}

// Mode says whose roster meets the changed input.
type Mode string

// The modes: everybody is planned anew, or the base's roster stays as it is.
const (
	Replanned Mode = "replanned"
	Held      Mode = "held"
)

// Modes lists the modes, the usual one first.
func Modes() []Mode { return []Mode{Replanned, Held} }

// Change is one change of the input. It leaves what it is given as it was.
type Change interface {
	// Kind names the sort of change, for reports.
	Kind() Kind
	// apply makes the change; the error says what cannot be.
	apply(d *draft) error
}

// Kind is a sort of change.
type Kind string

// The kinds of change.
const (
	KindCampaign     Kind = "campaign"
	KindMoveCampaign Kind = "move campaign"
	KindBoost        Kind = "boost campaign"
	KindDrop         Kind = "drop campaign"
	KindHours        Kind = "hours"
	KindHoliday      Kind = "holiday"
	KindPace         Kind = "pace"
	KindTarget       Kind = "target"
	KindPromise      Kind = "promise"
	KindHire         Kind = "hire"
	KindLeave        Kind = "leave"
	KindAbsence      Kind = "absence"
	KindTrain        Kind = "train"
	KindMerge        Kind = "merge"
	KindSplit        Kind = "split"
	KindDedicate     Kind = "dedicate"
	KindBlend        Kind = "blend"
	KindVolume       Kind = "volume"
	KindWork         Kind = "work"
	KindPivot        Kind = "pivot"
	KindWage         Kind = "wage"
	KindShrinkage    Kind = "shrinkage"
	KindPatience     Kind = "patience"
	KindRisk         Kind = "risk"
	KindTemplate     Kind = "template"
)
