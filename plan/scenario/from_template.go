package scenario

import "turno/plan"

// FromTemplate makes the changes of a template.
type FromTemplate struct {
	Template Template
	Parameters
}

// Kind implements Change.
func (FromTemplate) Kind() Kind { return KindTemplate }

func (c FromTemplate) apply(d *draft) error {
	s, err := c.Template.Of(plan.Input{Period: d.Period, Calendar: d.Calendar, Queues: d.Queues, Streams: d.Streams}, c.Parameters)
	if err != nil {
		return err
	}
	for _, change := range s.Changes {
		if err := change.apply(d); err != nil {
			return err
		}
	}
	return nil
}
