package scenario

// FromTemplate makes the changes of a template.
type FromTemplate struct {
	Template Template
	Parameters
}

// Kind implements Change.
func (FromTemplate) Kind() Kind { return KindTemplate }

func (c FromTemplate) apply(d *draft) error {
	s, err := c.Template.Of(d.Input, c.Parameters)
	d.instead = s.Changes
	return err
}
