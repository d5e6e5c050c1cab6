package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
)

// schemaFile lets editors check turno.yaml while it is written; schemaLine tells them.
const (
	schemaFile = "turno.schema.json"
	schemaLine = "# yaml-language-server: $schema=" + schemaFile + "\n"
)

// Init makes dir a workspace: a copy of src, which holds turno.yaml and tables, with the
// schema for editors. dir must be new or empty; nothing is ever overwritten, and on any
// failure what was begun is taken away again. The error is a *fault.Error when dir cannot
// be used, else that of the disk.
func Init(dir string, src fs.FS) error {
	entries, err := fs.ReadDir(src, ".")
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		if files[e.Name()], err = fs.ReadFile(src, e.Name()); err != nil {
			return err
		}
	}
	if files[settingsFile] == nil {
		return fmt.Errorf("the source of the workspace holds no %s", settingsFile)
	}
	return create(dir, files)
}

// create writes the files of a new workspace.
func create(dir string, files map[string][]byte) error {
	files[schemaFile] = settings.Schema()
	if text := files[settingsFile]; !bytes.HasPrefix(text, []byte(schemaLine)) {
		files[settingsFile] = append([]byte(schemaLine), text...)
	}
	above, err := vacant(dir)
	if err != nil {
		return err
	}
	if err := stage(dir, files); err != nil {
		for _, made := range above {
			_ = os.Remove(made) // only when empty: others may have put something there
		}
		return err
	}
	return nil
}

// vacant makes dir unless it is there and empty. It returns the folders made, innermost
// first.
func vacant(dir string) (made []string, err error) {
	refuse := func(what string) error {
		return &fault.Error{Faults: []fault.Fault{{File: "--workspace", Value: dir, Expected: what + ": expected a folder that is new or empty"}}}
	}
	if strings.TrimSpace(dir) == "" {
		return nil, refuse("names no folder")
	}
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		info, err := os.Stat(d)
		if err == nil && !info.IsDir() {
			return nil, refuse(d + " is a file")
		}
		if err == nil || filepath.Dir(d) == d {
			break
		}
		if _, err := os.Lstat(d); err == nil {
			return nil, refuse(d + " is a link to nothing")
		}
		made = append(made, d)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, refuse(fmt.Sprintf("cannot be made (%v)", rootCause(err)))
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, refuse(fmt.Sprintf("holds %s already", entries[0].Name()))
	}
	return made, nil
}

// stage writes all files under temporary names, then gives them their own; turno.yaml
// comes last, so that a folder with it is complete.
func stage(dir string, files map[string][]byte) (err error) {
	root, err := os.OpenRoot(dir) // nothing is written outside, whatever the names
	if err != nil {
		return err
	}
	defer root.Close()
	names := make([]string, 0, len(files))
	for name := range files {
		if name != settingsFile {
			names = append(names, name)
		}
	}
	names = append(names, settingsFile)
	var written []string
	defer func() {
		if err != nil {
			for _, name := range written {
				_ = root.Remove(name)
			}
		}
	}()
	for _, name := range names {
		if name != filepath.Base(name) || !filepath.IsLocal(name) {
			return fmt.Errorf("%q is not the name of a file of a workspace", name)
		}
		written = append(written, temporary(name))
		if err := root.WriteFile(temporary(name), files[name], 0o644); err != nil {
			return err
		}
	}
	for _, name := range names {
		if _, err := root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s has appeared in %s meanwhile: expected a folder that is new or empty", name, dir)
		}
		if err := root.Rename(temporary(name), name); err != nil {
			return err
		}
		written = append(written, name)
	}
	return nil
}

func temporary(name string) string { return "." + name + ".new" }
